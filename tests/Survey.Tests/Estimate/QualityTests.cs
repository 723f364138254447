using Survey.Ask;
using Survey.Estimate;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Estimate;

/// <summary>How a wave was answered, against respondents looked at one by one.</summary>
public sealed class QualityTests
{
    /// <summary>Of the clubs' survey: a battery of two, an item of five options of which one stands alone, and one whose
    /// only other option does.</summary>
    private static readonly Definition Clubs = Surveys.Of(
        12000,
        [
            .. Surveys.Clubs.Instrument.Items.Select(item =>
                item.Id == "brings" ? WithAlone(item, "map") : item
            ),
            WithAlone(Surveys.Item("swims", ItemKind.Multi, ["yes", "no"]), "no"),
        ],
        [new DerivedByCount("eager", ["yes", "no"], ["likes", "sings"], ["yes"], 2)],
        Surveys.Clubs.Population.Margins,
        [],
        [("all", [])]
    );

    [Fact]
    public void Shares_are_those_of_respondents_one_by_one() =>
        Respondents.Hold(
            Respondents.AnyTo(Clubs.Instrument),
            all =>
            {
                var tally = Respondents.Count(Clubs, all.Select(one => one.Encode()));
                var shares = Quality
                    .Of(Clubs, Group.Of(Clubs, tally.Layout), tally)
                    .Select(one => (one.Measure, one.People, one.Of, one.Yes));
                Assert.Equal(
                    [
                        Expected(QualityMeasure.Completed, _ => 1, one => IsCompleted(one) ? 1 : 0),
                        Expected(
                            QualityMeasure.Blank,
                            one => Asked(one).Count(),
                            one => Asked(one).Count(place => one[place] == 0)
                        ),
                        Expected(
                            QualityMeasure.SameAnswers,
                            one => IsFull(one) ? 1 : 0,
                            one => IsFull(one) && one[3] == one[5] ? 1 : 0
                        ),
                        Expected(
                            QualityMeasure.EveryOption,
                            one => one[4] == 0 ? 0 : 1,
                            one => one[4] is 0b01111 or 0b11111 ? 1 : 0
                        ),
                    ],
                    shares
                );
                Assert.Equal(
                    from place in Enumerable.Range(2, 5)
                    let asked = all.Count(one => one.IsAsked(place))
                    select new ItemBlank(
                        Clubs.Instrument.Items[place].Id,
                        asked,
                        all.Length - asked,
                        all.Count(one => one.IsAsked(place) && one[place] == 0)
                    ),
                    Quality.Blank(Clubs.Instrument, tally)
                );

                (QualityMeasure, long, long, long) Expected(
                    QualityMeasure measure,
                    Func<Answers, int> of,
                    Func<Answers, int> yes
                ) => (measure, all.Length, all.Sum(of), all.Sum(yes));
            }
        );

    [Fact]
    public void Counts_of_parts_add_up() =>
        Respondents.Hold(
            Respondents.AnyTo(Clubs.Instrument),
            all =>
            {
                var whole = Respondents.Count(Clubs, all.Select(one => one.Encode()));
                var parts = new Tally(Clubs);
                foreach (var part in all.Chunk(2))
                    parts.Merge(Respondents.Count(Clubs, part.Select(one => one.Encode())));
                foreach (var measure in Enum.GetValues<QualityMeasure>())
                    for (var cell = 0; cell < whole.Layout.Cells; cell++)
                        Assert.Equal(whole.Quality[cell, measure], parts.Quality[cell, measure]);
            }
        );

    [Fact]
    public void They_are_of_everybody_and_of_areas()
    {
        var definition = Shipped.Definition;
        var tally = Respondents.Count(
            definition,
            new[] { "norte", "norte", "alentejo" }.Select(region =>
                Given.Answers(definition.Instrument, ("region", [region])).Encode()
            )
        );
        var shares = Quality.Of(definition, Group.Of(definition, tally.Layout), tally);
        Assert.Equal(
            Enum.GetValues<QualityMeasure>()
                .SelectMany(
                    measure =>
                        ((string, long)[])
                            [
                                ("all", 3),
                                ("norte", 2),
                                ("centro", 0),
                                ("lisboa", 0),
                                ("sul", 1),
                                ("ilhas", 0),
                            ],
                    (measure, group) => (measure, group.Item1, group.Item2)
                ),
            shares.Select(one => (one.Measure, one.Group, one.People))
        );
    }

    private static IEnumerable<int> Asked(Answers one) => Enumerable.Range(2, 5).Where(one.IsAsked);

    private static bool IsCompleted(Answers one) => one[Asked(one).Last()] != 0;

    private static bool IsFull(Answers one) => one[3] != 0 && one[5] != 0;

    private static Item WithAlone(Item item, string alone) =>
        item with
        {
            Options =
            [
                .. item.Options.Select(option => option with { Exclusive = option.Id == alone }),
            ],
        };
}
