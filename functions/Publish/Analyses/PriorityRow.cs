using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>A group that is clearly worse off than the rest of its base.</summary>
/// <param name="Rank">Of the indicator, from 1; its strongest group stands first, its others follow.</param>
/// <param name="Group">As the files name it.</param>
/// <param name="Estimate">The group's row in estimates.csv.</param>
/// <param name="PointsWorse">Percentage points, 2 decimals.</param>
/// <param name="People">Whom it would not concern if the group were as the rest; rounded as all numbers of people.</param>
/// <param name="PeopleLow">Lower end of its 95 % interval, by which rows are ranked.</param>
public sealed record PriorityRow(
    int Rank,
    string Indicator,
    string GroupBy,
    string Group,
    decimal? Estimate,
    decimal? PointsWorse,
    long People,
    long PeopleLow,
    decimal? QValue
)
{
    /// <param name="compared">With its q-value; those held back are passed over.</param>
    internal static IEnumerable<PriorityRow> Of(
        Definition definition,
        Figures figures,
        Held held,
        IEnumerable<(ComparisonDraft Draft, double Q)> compared
    )
    {
        var fine = definition
            .Population.Margins.Where(margin => margin.Coarser is not null)
            .Select(margin => margin.Item)
            .ToHashSet();
        var asked = figures.Proportions.ToDictionary(
            row => (row.Indicator, row.GroupBy, row.Group),
            row => row.Asked
        );
        var candidates = compared
            .Where(one => one.Draft is { IsShown: true, Difference: not null })
            // Groups finer than a declared grouping are for the grouping to name.
            .Where(one => !one.Draft.By.Items.Any(fine.Contains))
            .Select(one => new Candidate(
                definition.Reporting.Indicators.First(own => own.Id == one.Draft.Indicator),
                one.Draft.By.Id,
                one.Draft.Difference!,
                one.Q,
                asked[(one.Draft.Indicator, one.Draft.By.Id, one.Draft.Group)]
            ))
            .ToArray();
        var q = candidates.ToDictionary(
            one => (one.Indicator.Id, one.GroupBy, one.Difference.Group),
            one => one.Q
        );
        var step = NumberOfPeople.Step(figures.Weighting.MeanWeight);
        return Priorities
            .Of(candidates)
            .SelectMany(
                (priority, place) =>
                    priority
                        .Others.Prepend(priority.Strongest)
                        .Select(group => new PriorityRow(
                            place + 1,
                            group.Indicator,
                            group.GroupBy,
                            FileGroup.IdOf(
                                definition.Reporting.BreakdownOf(group.GroupBy),
                                group.Group
                            ),
                            held[group.Indicator, group.GroupBy, group.Group].Numbers!.Estimate,
                            Rounded.To(2, 100 * group.Points),
                            NumberOfPeople.Round(group.People, step),
                            NumberOfPeople.Round(group.AtLeast, step),
                            Rounded.To(4, q[(group.Indicator, group.GroupBy, group.Group)])
                        ))
            );
    }
}
