using System.Collections.Immutable;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Everything of a wave that may leave the program. Files and pages are made from this alone.</summary>
/// <param name="Responses">To the nearest 5.</param>
/// <param name="Weights">Null where it would tell how few respondents a group has.</param>
/// <param name="NotCovered">Categories with a known population and no respondent, as (item, category).</param>
/// <param name="Rows">Every indicator in every group, in the order of the definition.</param>
public sealed record Disclosed(
    long Responses,
    Weights? Weights,
    ImmutableArray<(string Item, string Category)> NotCovered,
    ImmutableArray<Row> Rows
)
{
    /// <summary>For each margin's item, how many respondents' missing or other answers were drawn from the known ones, to
    /// the nearest 5. Empty where no figure was made.</summary>
    public ImmutableArray<(string Item, long Respondents)> Completed { get; init; } = [];
}

/// <summary>How uneven the weights are.</summary>
/// <param name="Smallest">Relative to the mean, 2 decimals, as is the largest.</param>
/// <param name="EffectiveSampleSize">Kish's, to the nearest 5.</param>
public sealed record Weights(decimal Smallest, decimal Largest, long EffectiveSampleSize)
{
    /// <summary>A weight is people over respondents, and the people are known: the largest weight of a small group is
    /// the number of its respondents. So weights are told only when every group of a margin has enough.</summary>
    internal static Weights? Of(SuppressionTable table, Weighting weighting)
    {
        foreach (var margin in table.Definition.Population.Margins)
        {
            var by = table.Definition.Reporting.Breakdowns.FirstOrDefault(one =>
                one.Items is [var item] && item == margin.Item
            );
            var sizes = Enumerable
                .Range(0, table.Groups.All.Length)
                .Where(group => table.Groups.All[group].GroupBy == by?.Id)
                .Select(table.Size);
            if (by is null || sizes.Any(size => size is > 0 and < PrimaryRule.SmallestBase))
                return null;
        }
        return new Weights(
            decimal.Round((decimal)weighting.SmallestWeight, 2),
            decimal.Round((decimal)weighting.LargestWeight, 2),
            Numbers.NearestFive(weighting.EffectiveSampleSize)
        );
    }
}
