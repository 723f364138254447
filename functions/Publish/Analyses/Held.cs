using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>What the rows of estimates.csv say of whether something made from the same counts may be shown.</summary>
internal sealed class Held
{
    private readonly Definition _definition;
    private readonly Dictionary<(string Indicator, string By, string Group), Row> _rows;
    private readonly Dictionary<(string Indicator, string By, string Group), Counts> _counts;
    private readonly Row[] _totals;

    /// <param name="rows">After every disclosure rule.</param>
    public Held(Definition definition, Figures figures, IEnumerable<Row> rows)
    {
        _definition = definition;
        _rows = rows.ToDictionary(row => (row.Indicator, row.GroupBy, row.Group));
        _counts = figures.Proportions.ToDictionary(
            row => (row.Indicator, row.GroupBy, row.Group),
            row => new Counts(row.Yes, row.Base - row.Yes)
        );
        var everybody = definition.Reporting.Everybody.Id;
        _totals = [.. _rows.Values.Where(row => row.GroupBy == everybody)];
    }

    public Row this[string indicator, string by, string group] => _rows[(indicator, by, group)];

    /// <summary>Why a group may not be set beside the rest of its base; null: it may.</summary>
    public Status? OfComparison(string indicator, string by, string group)
    {
        var total = _totals.First(row => row.Indicator == indicator);
        var whole = _counts[(total.Indicator, total.GroupBy, total.Group)];
        var own = _counts[(indicator, by, group)];
        var rest = new Counts(whole.Yes - own.Yes, whole.No - own.No);
        return OfRow(this[indicator, by, group])
            ?? OfRow(total)
            ?? (PrimaryRule.IsSmall(rest, IsSensitive(indicator)) ? Status.Small : null);
    }

    /// <summary>Why the groups of a breakdown may not be tested together; null: they may. A group without a base takes no
    /// part.</summary>
    public Status? OfBreakdown(string indicator, string by) =>
        _rows
            .Values.Where(row => (row.Indicator, row.GroupBy) == (indicator, by))
            .Where(row => row.Status != Status.NoBase)
            .Select(OfRow)
            .FirstOrDefault(held => held is not null);

    public bool IsSensitive(string indicator) =>
        VariableItems.IsSensitive(
            _definition.Instrument,
            _definition.Reporting.Indicators.First(one => one.Id == indicator).Variable
        );

    private static Status? OfRow(Row row) => row.Numbers is null ? row.Status : null;
}
