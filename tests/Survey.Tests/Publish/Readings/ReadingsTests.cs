using FsCheck;
using FsCheck.Fluent;
using Survey.Ask;
using Survey.Publish;
using Survey.Publish.Pages;
using Survey.Publish.Readings;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Publish.Readings;

/// <summary>Whatever the figures are, no sentence says more than their intervals allow.</summary>
[Collection(nameof(PublishedWaves))]
public sealed class ReadingsTests(PublishedWaves waves)
{
    private const int Releases = 200;
    private static readonly decimal[] Bounds = [0, 0.1m, 0.25m, 0.5m, 0.75m, 0.9m, 1];

    [Fact]
    public void Findings_stay_within_the_intervals() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var release = Made(new Random(seed));
                    var findings = KeyFindings.Of(release);
                    Assert.InRange(findings.Length, 0, 5);
                    Assert.Equal(
                        findings.Length,
                        findings.DistinctBy(one => one.Indicator).Count()
                    );
                    foreach (var finding in findings)
                        AssertAllowed(release, finding);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Releases));

    [Fact]
    public void Verdicts_need_the_whole_interval() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>(),
                seed =>
                {
                    var release = Made(new Random(seed));
                    foreach (var indicator in release.Indicators)
                        AssertAllowed(release, indicator, ClaimReading.Of(release, indicator));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Releases));

    private static void AssertAllowed(ReleaseView release, Finding finding)
    {
        var row = release
            .Find(finding.Indicator)!
            .Groups.Single(one => (one.GroupBy, one.Group) == (finding.GroupBy, finding.Group));
        Assert.Equal(
            (row.Estimate, row.CiLow, row.CiHigh),
            (finding.Share.Estimate, finding.Share.Low, finding.Share.High)
        );
        // The level in words is below and above the interval, and no closer one is.
        Assert.True(finding.Above < row.CiLow || finding.Above == 0);
        Assert.True(finding.Below > row.CiHigh || finding.Below == 1);
        Assert.DoesNotContain(Bounds, one => finding.Above < one && one < row.CiLow);
        var says = new Sentences(new PageContext(Shipped.Definition, "en"), release).Of(finding);
        switch (finding.Kind)
        {
            case FindingKind.Change:
                var change = release.Changes.Single(one =>
                    (one.Indicator, one.GroupBy, one.Group, one.Against)
                    == (finding.Indicator, row.GroupBy, row.Group, finding.Against)
                );
                Assert.False(change.Break);
                Assert.Equal(change.Difference > 0 ? "higher" : "lower", change.Verdict);
                Assert.Contains(change.Difference > 0 ? "points more" : "points less", says);
                break;
            case FindingKind.Group:
                var compared = release.Analyses.Comparisons.Single(one =>
                    (one.Indicator, one.GroupBy, one.Group)
                    == (finding.Indicator, finding.GroupBy, finding.Group)
                );
                Assert.True(compared.QValue < 0.05m && compared.CiLow * compared.CiHigh > 0);
                Assert.Contains(compared.Difference > 0 ? "points more" : "points less", says);
                break;
            default:
                Assert.Null(finding.Difference);
                break;
        }
    }

    private static void AssertAllowed(
        ReleaseView release,
        IndicatorView indicator,
        ClaimReading reading
    )
    {
        var expects = release.TextsOf(indicator.Id)!.Expects;
        if (reading.Verdict == ClaimVerdict.CannotTell)
            return;
        var isFor = reading.Verdict == ClaimVerdict.Supports;
        Assert.NotNull(expects);
        if (expects.MoreIn is { } group)
        {
            var compared = release.Analyses.Comparisons.Single(one =>
                (one.Indicator, one.GroupBy, one.Group) == (indicator.Id, group.Item, group.Option)
            );
            Assert.True(compared.QValue < 0.05m);
            Assert.True(isFor ? compared.CiLow > 0 : compared.CiHigh < 0);
            return;
        }
        var total = release.Total(indicator)!;
        var (from, to) = (expects.From ?? 0, expects.To ?? 1);
        Assert.Equal(isFor, total.CiLow >= from && total.CiHigh <= to);
        Assert.Equal(!isFor, total.CiHigh < from || total.CiLow > to);
    }

    /// <summary>The published release with other figures.</summary>
    private ReleaseView Made(Random random)
    {
        var release = waves.Newest;
        return release with
        {
            Indicators =
            [
                .. release.Indicators.Select(indicator =>
                    indicator with
                    {
                        Groups = [.. indicator.Groups.Select(row => Made(random, row))],
                    }
                ),
            ],
            Analyses = release.Analyses with
            {
                Comparisons = [.. release.Analyses.Comparisons.Select(one => Made(random, one))],
            },
            Changes = [.. release.Changes.Select(one => Made(random, one))],
            Texts = release.Texts with
            {
                Indicators =
                [
                    .. release.Texts.Indicators.Select(one =>
                        one with
                        {
                            Expects = Made(random, one.Expects),
                        }
                    ),
                ],
            },
        };
    }

    private static RowView Made(Random random, RowView row)
    {
        if (random.Next(6) == 0)
            return row with { Estimate = null, CiLow = null, CiHigh = null };
        decimal[] ends = [.. Enumerable.Range(0, 3).Select(_ => Share(random)).Order()];
        return row with { CiLow = ends[0], Estimate = ends[1], CiHigh = ends[2] };
    }

    private static ComparisonRow Made(Random random, ComparisonRow row)
    {
        var (low, middle, high) = Around(random);
        return random.Next(6) == 0
            ? row with
            {
                Difference = null,
                CiLow = null,
                CiHigh = null,
                QValue = null,
            }
            : row with
            {
                Difference = middle,
                CiLow = low,
                CiHigh = high,
                QValue = random.Next(2) == 0 ? 0.01m : 0.2m,
            };
    }

    private static ChangeRow Made(Random random, ChangeRow row)
    {
        var (low, middle, high) = Around(random);
        var verdict =
            low > 0 && middle >= 0.03m ? "higher"
            : high < 0 && middle <= -0.03m ? "lower"
            : "cannot_tell";
        return row with { Difference = middle, CiLow = low, CiHigh = high, Verdict = verdict };
    }

    private static Expectation? Made(Random random, Expectation? expects) =>
        expects?.MoreIn is not null ? expects
        : random.Next(3) == 0 ? null
        : new Expectation(
            random.Next(2) == 0 ? null : Math.Round(Share(random) / 2, 2),
            Math.Round(0.5m + Share(random) / 2, 2),
            null
        );

    private static (decimal Low, decimal Middle, decimal High) Around(Random random)
    {
        decimal[] ends =
        [
            .. Enumerable.Range(0, 3).Select(_ => Math.Round(Share(random) / 2 - 0.25m, 4)).Order(),
        ];
        return (ends[0], ends[1], ends[2]);
    }

    /// <summary>The words' bounds themselves among them.</summary>
    private static decimal Share(Random random) =>
        random.Next(4) == 0
            ? Bounds[random.Next(Bounds.Length)]
            : Math.Round((decimal)random.NextDouble(), 4);
}
