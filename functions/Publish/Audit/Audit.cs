using System.Collections.Immutable;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>A hidden row that its label calls small, and what the files leave open of it.</summary>
/// <param name="Widths">Of yes, no and base, the widest range that a reader who knew the exact counts of all that is
/// published could be left with; null: it is no secret.</param>
internal sealed record AuditedRow(string Indicator, string Group, ImmutableArray<double?> Widths)
{
    public bool IsOpen => Widths.All(width => width is null or >= PrimaryRule.SmallestCount - 1e-6);
}

/// <summary>Works out from the files of a wave's revisions alone what they give away together.</summary>
/// <remarks>The exact counts behind the files are not known to the audit. So it looks for any that fit them: two ways to
/// fill all groups, with the same published counts, that differ in the hidden one by as much as can be. Where even those
/// differ by less than ten, the hidden count is held whatever the exact counts are.</remarks>
internal static class Audit
{
    /// <exception cref="DisclosureException">The files fit no survey of this definition.</exception>
    public static ImmutableArray<AuditedRow> Of(
        Definition definition,
        IReadOnlyList<ReleaseView> revisions
    )
    {
        if (revisions.All(one => one.Estimates != FileWords.Of(Estimates.Made)))
            return []; // They have no figures.
        var today = definition.Reporting.Indicators;
        Indicator[] others =
        [
            .. revisions
                .SelectMany((view, at) => new EarlierRevision(at + 1, view).Others(today))
                .DistinctBy(one => one.Id),
        ];
        var all = definition with
        {
            Reporting = definition.Reporting with { Indicators = [.. today, .. others] },
        };
        var groups = GroupsOf(definition);
        var rows = PublishedRows.Of(all, groups, revisions);
        return
        [
            .. Family
                .Of(all)
                .SelectMany(family =>
                    new FamilyAudit(
                        new CountForms(groups, family),
                        rows,
                        revisions[0].Responses
                    ).Rows()
                )
                .Select(one => new AuditedRow(
                    all.Reporting.Indicators[one.Row.Indicator].Id,
                    groups.All[one.Row.Group].Name,
                    one.Widths
                )),
        ];
    }

    internal static GroupTotals GroupsOf(Definition definition) =>
        new(
            definition,
            Group.Of(definition, new CountLayout(definition)).Select(one => (one.By, one.Id))
        );
}
