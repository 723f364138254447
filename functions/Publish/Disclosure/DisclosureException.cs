namespace Survey.Publish;

/// <summary>What earlier revisions show and this one would hold a count that neither may give away.</summary>
public sealed class DisclosureException : InvalidOperationException
{
    public DisclosureException(string message)
        : base(message) { }

    internal DisclosureException(SuppressionTable table, IEnumerable<Place> rows)
        : this(
            "Together with what earlier revisions show, small counts could be worked out. They show "
                + string.Join(
                    ", ",
                    rows.Select(row =>
                        $"{table.Indicators[row.Indicator].Id} of {table.Groups.All[row.Group].Name}"
                    )
                )
                + "."
        ) { }
}
