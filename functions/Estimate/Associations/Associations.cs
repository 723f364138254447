using System.Collections.Immutable;

namespace Survey.Estimate;

/// <summary>The tables of a release.</summary>
internal static class Associations
{
    /// <param name="counts">Of the table's rows and columns.</param>
    public static TestedTable Of(string id, PatternCounts counts, Sample sample)
    {
        Alike[] counted = [.. counts.Counted];
        var levels = counts.Levels.ToArray();
        var table = new long[levels[0].Length, levels[1].Length];
        foreach (var one in counted)
            table[one.Levels[0], one.Levels[1]] += one.Count;
        return new TestedTable(
            id,
            [
                .. levels[0]
                    .Select(
                        (_, row) =>
                            levels[1].Select((_, column) => table[row, column]).ToImmutableArray()
                    ),
            ],
            RaoScott.Test(sample, counted)
        );
    }
}

/// <summary>An association that the survey's data declare.</summary>
/// <param name="Counts">Respondents, unweighted, by row and column; an indicator's "no" before its "yes".</param>
public sealed record TestedTable(
    string Id,
    ImmutableArray<ImmutableArray<long>> Counts,
    Dependence Test
);
