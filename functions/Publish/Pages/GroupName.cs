namespace Survey.Publish.Pages;

/// <summary>A row's group in the page's words; what the definition no longer knows keeps its id.</summary>
internal static class GroupName
{
    public static string Of(PageContext view, RowView row)
    {
        var by = view.Definition.Reporting.Breakdowns.FirstOrDefault(one => one.Id == row.GroupBy);
        if (by is null)
            return row.GroupBy;
        if (by.Items.IsEmpty)
            return view[by.Title];
        var options = row.Group.Split(':');
        return options.Length == by.Items.Length
            ? string.Join(", ", by.Items.Zip(options, (item, option) => Option(view, item, option)))
            : row.Group;
    }

    private static string Option(PageContext view, string item, string option) =>
        view.Definition.TextOf(item, option) is { } text ? view[text] : option;
}
