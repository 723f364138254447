namespace Survey.Publish;

/// <summary>Columns that several tables have.</summary>
internal static class Columns
{
    public static Column<TRow> Wave<TRow>(Release release) =>
        new("wave", "string", "Wave of the survey", _ => release.Wave.Id);

    public static Column<TRow> Indicator<TRow>(Func<TRow, string> of) =>
        new("indicator", "string", "Id of the indicator, see codebook.csv", of);

    public static Column<TRow> GroupBy<TRow>(Func<TRow, string> of) =>
        new("group_by", "string", "What the groups are made by", of);

    public static Column<TRow> Group<TRow>(
        Func<TRow, string> of,
        string description = "Whom the figures are about"
    ) => new("group", "string", description, of);

    /// <summary>Of the column before it.</summary>
    public static Column<TRow> Low<TRow>(Func<TRow, decimal?> of, string name = "ci_low") =>
        new(name, "number", "Lower end of its model-based 95% interval", row => Cell.Four(of(row)));

    /// <inheritdoc cref="Low"/>
    public static Column<TRow> High<TRow>(Func<TRow, decimal?> of, string name = "ci_high") =>
        new(name, "number", "Upper end of its model-based 95% interval", row => Cell.Four(of(row)));
}
