namespace Survey.Publish.Pages;

/// <summary>A row's group in the page's words; what the definition no longer knows keeps its id.</summary>
internal static class GroupName
{
    public static string Of(PageContext view, RowView row)
    {
        var groups = view.Groups.Where(group => group.By == row.GroupBy).ToArray();
        if (groups.Length == 0)
            return row.GroupBy;
        return groups.FirstOrDefault(group => group.Id == row.Group) is { } named
            ? view[named.Text]
            : row.Group;
    }
}
