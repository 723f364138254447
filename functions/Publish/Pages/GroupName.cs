namespace Survey.Publish.Pages;

/// <summary>A row's group in the page's words; what the definition no longer knows keeps its id.</summary>
internal static class GroupName
{
    public static string Of(PageContext view, RowView row)
    {
        var by = view.Definition.Reporting.Breakdowns.FirstOrDefault(one => one.Id == row.GroupBy);
        if (by is null)
            return row.GroupBy;
        var named = FileGroup
            .Of(view.Definition, by)
            .FirstOrDefault(group => group.Id == row.Group);
        return named is null ? row.Group : view[named.Text];
    }
}
