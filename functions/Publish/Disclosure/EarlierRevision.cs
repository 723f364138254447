using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What an earlier revision of a wave's release shows, which a reader can put beside the new one.</summary>
internal sealed record EarlierRevision(int Number, ReleaseView Release)
{
    /// <summary>Its indicators that count otherwise than today's of the definition, and those who count as yes in one of
    /// the two alone: the difference of two rows tells how many they are.</summary>
    public IEnumerable<Indicator> Others(IReadOnlyCollection<Indicator> today) =>
        from view in Release.Indicators
        let indicator = Read(view)
        where !today.Any(indicator.CountsAs)
        from one in today
            .Where(other => other.Variable == view.Variable && other.Id == view.Id)
            .SelectMany(other => Differences(indicator, other))
            .Prepend(indicator)
        select one;

    private static IEnumerable<Indicator> Differences(Indicator one, Indicator other) => (
            (ImmutableArray<string>[])
                [
                    [.. one.Yes.Except(other.Yes)],
                    [.. other.Yes.Except(one.Yes)],
                ]
        ).Where(yes => !yes.IsEmpty).Select(yes => one with { Id = $"{one.Id}:{string.Join('|', yes)}", Yes = yes });

    /// <summary>Marks the rows that it shows.</summary>
    /// <exception cref="DisclosureException">They are not among the table's, or not its counts: then nothing can be told of
    /// what both together give away.</exception>
    public void Mark(SuppressionTable table)
    {
        foreach (var view in Release.Indicators)
        foreach (var row in view.Groups.Where(row => row.Base is not null))
        {
            var indicator = Array.FindIndex([.. table.Indicators], Read(view).CountsAs);
            var group = table.Groups.Find(row.GroupBy, row.Group);
            if (group < 0 || Numbers.NearestFive(table.Count(indicator, group).Base) != row.Base)
                throw new DisclosureException(
                    $"Revision {Number} counted {view.Id} of {row.Group} otherwise, so that small differences could be read off."
                );
            table.ShowEarlier(new Place(indicator, group));
        }
    }

    private static Indicator Read(IndicatorView view) =>
        new(
            $"{view.Id}={view.Variable}:{string.Join('|', view.Yes)}",
            view.Variable,
            view.Yes,
            Good.None,
            view.Claim,
            new Texts(view.Title.ToImmutableDictionary())
        );
}
