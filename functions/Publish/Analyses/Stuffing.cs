using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Whether a wave looks as if somebody had sent many responses. It is a reason to look, not a proof.</summary>
/// <param name="Suspected">One of the two says so.</param>
/// <param name="Repeated">As quality.csv has it.</param>
/// <param name="Composition">Against the last release before; made from the published bases of both, so that it tells
/// nothing new.</param>
public sealed record Stuffing(
    bool Suspected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? Repeated,
    ImmutableArray<CompositionRow> Composition
)
{
    internal static Stuffing Of(Release release)
    {
        var repeated = release
            .Disclosed.Analyses.Quality.FirstOrDefault(row => row.Measure == QualityRow.Repeated)
            ?.Value;
        ImmutableArray<CompositionRow> rows = release.Earlier is [.., var last]
            ? [.. CompositionRow.Of(release, last)]
            : [];
        return new(
            repeated >= (decimal)Repeats.Notable || rows.Any(row => row.Differs),
            repeated,
            rows
        );
    }
}

/// <summary>Who answered, beside who answered the wave before, by one breakdown.</summary>
/// <param name="Indicator">Whose bases are compared: the one that most answered in both waves.</param>
/// <param name="CramersV">2 decimals.</param>
/// <param name="PValue">Of the chi-square test, 4 decimals.</param>
public sealed record CompositionRow(
    string Against,
    string GroupBy,
    string Indicator,
    decimal CramersV,
    decimal PValue,
    bool Differs
)
{
    internal static IEnumerable<CompositionRow> Of(Release release, ReleaseView last)
    {
        foreach (var by in release.Definition.Reporting.Breakdowns.Where(by => by.Items is [_]))
        {
            var widest = release
                .Indicators.Select(one => (one.Id, Now: BasesOf(one, by.Id)))
                .Join(
                    last.Indicators,
                    one => one.Id,
                    other => other.Id,
                    (one, other) => (one.Id, one.Now, Before: BasesOf(other, by.Id))
                )
                .Where(one =>
                    one.Now.Count > 1 && one.Now.Keys.ToHashSet().SetEquals(one.Before.Keys)
                )
                .OrderByDescending(one => one.Now.Values.Sum())
                .FirstOrDefault();
            if (
                widest.Id is not null
                && Estimate.Composition.Of(
                    [.. widest.Now.Values],
                    [.. widest.Now.Keys.Select(group => widest.Before[group])]
                )
                    is { } found
            )
                yield return new(
                    last.Wave,
                    by.Id,
                    widest.Id,
                    Rounded.To(2, found.CramersV)!.Value,
                    Rounded.To(4, found.P)!.Value,
                    found.Differs
                );
        }
    }

    /// <summary>Published bases by group; none where one of the groups is held back.</summary>
    private static Dictionary<string, long> BasesOf(IndicatorView indicator, string by)
    {
        var rows = indicator.Groups.Where(row => row.GroupBy == by).ToArray();
        return rows.All(row => row.Base is not null)
            ? rows.ToDictionary(row => row.Group, row => row.Base!.Value)
            : [];
    }
}
