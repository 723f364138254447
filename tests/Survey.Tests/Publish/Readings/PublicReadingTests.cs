using Survey.Publish;
using Survey.Publish.Readings;
using Xunit;

namespace Survey.Tests.Publish.Readings;

[Collection(nameof(PublishedWaves))]
public sealed class PublicReadingTests(PublishedWaves waves)
{
    [Fact]
    public void The_survey_chooses_no_figure_of_a_sensitive_question()
    {
        var texts = waves.Newest.Texts.Public!;
        Assert.All(
            texts.Figures.Concat(texts.Known).Concat(texts.Does),
            figure => Assert.False(waves.Newest.Find(figure.Indicator)!.Sensitive)
        );
    }

    [Theory]
    [InlineData("small")]
    [InlineData("unreliable")]
    [InlineData("linked")]
    [InlineData("exact_interval")]
    [InlineData("sensitive")]
    public void What_may_not_be_shown_is_passed_over_and_the_next_is_taken(string why)
    {
        var published = waves
            .Newest.Texts.Public!.Figures.Select(one => one.Indicator)
            .Where(id => waves.Newest.Total(waves.Newest.Find(id)!)!.Status == "published")
            .ToArray();
        string[] held = [published[0], published[3]];
        var release = waves.Newest with
        {
            Indicators =
            [
                .. waves.Newest.Indicators.Select(one =>
                    held.Contains(one.Id) ? Held(one, why) : one
                ),
            ],
        };
        Assert.Equal(published.Take(5), Figures(waves.Newest));
        Assert.Equal(published.Except(held).Take(5), Figures(release));
    }

    [Fact]
    public void Where_nothing_compares_parents_are_told_what_to_talk_about()
    {
        var texts = waves.Newest.Texts.Public!;
        var known = texts.Known.Select(one => one.Indicator).ToArray();
        var release = waves.Newest with
        {
            Indicators =
            [
                .. waves.Newest.Indicators.Select(one =>
                    known.Contains(one.Id) ? Held(one, "small") : one
                ),
            ],
        };
        var reading = PublicReading.Of(release)!;
        Assert.Empty(reading.Known);
        Assert.Empty(reading.Does);
        Assert.Equal(3, reading.Talk.Length);
        Assert.Null(
            PublicReading.Of(
                release with
                {
                    Indicators = [.. release.Indicators.Select(one => Held(one, "small"))],
                }
            )
        );
    }

    private static IEnumerable<string> Figures(ReleaseView release) =>
        PublicReading.Of(release)!.Figures.Select(one => one.Texts.Indicator);

    private static IndicatorView Held(IndicatorView indicator, string why) =>
        why == "sensitive"
            ? indicator with
            {
                Sensitive = true,
            }
            : indicator with
            {
                Groups =
                [
                    .. indicator.Groups.Select(row =>
                        why == "exact_interval"
                            ? row with
                            {
                                Status = why,
                            }
                            : row with
                            {
                                Status = why,
                                Estimate = null,
                                CiLow = null,
                                CiHigh = null,
                            }
                    ),
                ],
            };
}
