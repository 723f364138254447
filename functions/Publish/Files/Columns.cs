using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Columns that several tables have.</summary>
internal static class Columns
{
    public static Column<TRow> Wave<TRow>(Release release) =>
        new("wave", "string", _ => release.Wave.Id);

    public static Column<TRow> Indicator<TRow>(Release release, Func<TRow, string> of) =>
        new("indicator", "string", of) { Categories = Category.OfIndicators(release.Definition) };

    public static Column<TRow> GroupBy<TRow>(Release release, Func<TRow, string> of) =>
        new("group_by", "string", of) { Categories = Category.OfBreakdowns(release.Definition) };

    public static Column<TRow> Group<TRow>(Release release, Func<TRow, string> of) =>
        new("group", "string", of) { Categories = Category.OfGroups(release.Definition) };

    /// <summary>4 decimals.</summary>
    public static Column<TRow> Number<TRow>(
        string name,
        Func<TRow, decimal?> of,
        string? says = null
    ) => new(name, "number", row => Cell.Four(of(row))) { Says = says ?? name };

    /// <summary>2 decimals.</summary>
    public static Column<TRow> Hundredths<TRow>(
        string name,
        Func<TRow, decimal?> of,
        string? says = null
    ) => new(name, "number", row => Cell.Two(of(row))) { Says = says ?? name };

    public static Column<TRow> Whole<TRow>(
        string name,
        Func<TRow, long?> of,
        string? says = null
    ) => new(name, "integer", row => Cell.Whole(of(row))) { Says = says ?? name };

    /// <summary>Why a row of an analysis has no figures, or that it has.</summary>
    /// <param name="more">Others than why a row is held back.</param>
    public static Column<TRow> Status<TRow>(
        Release release,
        Func<TRow, string> of,
        IEnumerable<string> more
    ) =>
        new("status", "string", of)
        {
            Categories = StatusNames(
                release.Definition.Words,
                Enum.GetValues<Status>()
                    .Except([Publish.Status.ExactInterval])
                    .Select(FileWords.Of)
                    .Concat(more)
            ),
        };

    public static ImmutableArray<Category> StatusNames(Words words, IEnumerable<string> values) =>
        Category.Of(values, value => words[$"status-{value}"]);
}
