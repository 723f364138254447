using Survey.Ask;

namespace Survey.Publish;

/// <summary>What files say of each row.</summary>
/// <param name="Counts">Of the rows that some revision shows.</param>
/// <param name="Small">Rows that a revision calls small and none shows.</param>
/// <param name="NotSmall">Rows that are hidden and called something else.</param>
internal sealed record PublishedRows(
    Dictionary<Place, FileCounts> Counts,
    HashSet<Place> Small,
    HashSet<Place> NotSmall
)
{
    /// <exception cref="DisclosureException">A row is of no group of the definition.</exception>
    public static PublishedRows Of(
        Definition definition,
        GroupTotals groups,
        IEnumerable<ReleaseView> revisions
    )
    {
        var rows = new PublishedRows([], [], []);
        foreach (var release in revisions)
        foreach (var view in release.Indicators)
        {
            var indicator = Array.FindIndex(
                [.. definition.Reporting.Indicators],
                one => one.Variable == view.Variable && one.Yes.ToHashSet().SetEquals(view.Yes)
            );
            foreach (var row in view.Groups)
            {
                var group = groups.Find(row.GroupBy, row.Group);
                if (group < 0)
                    throw new DisclosureException($"there is no group {row.GroupBy} {row.Group}");
                rows.Add(new Place(indicator, group), row, release.Weights);
            }
        }
        rows.Small.ExceptWith(rows.Counts.Keys);
        rows.NotSmall.ExceptWith(rows.Small);
        rows.NotSmall.ExceptWith(rows.Counts.Keys);
        return rows;
    }

    private void Add(Place place, RowView row, Weights? weights)
    {
        if (row.Status == FileWords.Of(Status.NoBase))
            Counts[place] = new(0, 0, 0, 0);
        else if (row.Base is not null)
            Counts[place] = FileCounts.Of(row, weights);
        else
            (row.Status == FileWords.Of(Status.Small) ? Small : NotSmall).Add(place);
    }
}
