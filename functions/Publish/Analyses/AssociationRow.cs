using System.Collections.Immutable;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>A table's test: Pearson's chi-square with Rao and Scott's second-order correction.</summary>
/// <param name="F">4 decimals, as are p and q; its degrees of freedom and Cramer's V 2.</param>
/// <param name="Base">Respondents in the table, to the nearest 5.</param>
/// <param name="Status">published, why it is held back, or why it has no test.</param>
public sealed record AssociationRow(
    string Association,
    decimal? F,
    decimal? Df1,
    decimal? Df2,
    decimal? PValue,
    decimal? QValue,
    decimal? CramersV,
    long? Base,
    string Status
);

/// <summary>A table that may be shown, or why not.</summary>
internal sealed record AssociationDraft(TestedTable Table, string Status)
{
    /// <summary>NaN where it may not be shown.</summary>
    public double P => IsShown ? Table.Test.P : double.NaN;

    private bool IsShown => Status == FileWords.Of(Publish.Status.Published);

    public static IEnumerable<AssociationDraft> Of(
        Definition definition,
        ImmutableArray<TestedTable> tables,
        Held held
    ) =>
        definition.Reporting.Associations.Zip(
            tables,
            (declared, table) =>
                new AssociationDraft(
                    table,
                    FileWords.Of(WhyHeld(definition, declared, table, held), table.Test.Reason)
                )
        );

    public AssociationRow Row(double q)
    {
        var test = IsShown ? Table.Test : new Dependence(null);
        return new(
            Table.Id,
            Rounded.To(4, test.F),
            Rounded.To(2, test.Degrees1),
            Rounded.To(2, test.Degrees2),
            Rounded.To(4, test.P),
            Rounded.To(4, q),
            Rounded.To(2, test.CramersV),
            IsShown ? Numbers.NearestFive(Table.Counts.Sum(row => row.Sum())) : null,
            Status
        );
    }

    /// <summary>Every inner cell is none or enough, on a sensitive item no row is all yes, and a table whose rows are the
    /// groups of a breakdown needs these groups' rows.</summary>
    private static Status? WhyHeld(
        Definition definition,
        Association declared,
        TestedTable table,
        Held held
    )
    {
        // Columns are an indicator's no and yes.
        var rows = table.Counts.Select(row => new Counts(Yes: row[1], No: row[0])).ToArray();
        var isSensitive = held.IsSensitive(declared.Columns.Id);
        if (
            rows.Sum(row => row.Base) < PrimaryRule.SmallestBase
            || rows.Any(row => PrimaryRule.IsFew(row.Yes) || PrimaryRule.IsFew(row.No))
            || (isSensitive && rows.Any(row => row is { Yes: > 0, No: 0 }))
        )
            return Publish.Status.Small;
        var groups = definition.Reporting.Breakdowns.FirstOrDefault(by =>
            by.Items is [var item] && item == declared.Rows.Id && !declared.Rows.IsIndicator
        );
        return groups is null ? null : held.OfBreakdown(declared.Columns.Id, groups.Id);
    }
}
