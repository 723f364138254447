namespace Survey.Publish;

/// <summary>One indicator over its groups: a mark for each estimate, a line for its 95% interval, on one scale from 0 to
/// 100%.</summary>
internal static class GroupChart
{
    private const int Width = 340;
    private const int Left = 128;
    private const int Right = 14;
    private const int Top = 20;
    private const int Line = 17;
    private const int Gap = 7;

    public static Markup Draw(PageContext context, GroupNames names, IndicatorView indicator)
    {
        var rows = new List<Markup>();
        var y = Top;
        var by = indicator.Groups[0].GroupBy;
        foreach (var row in indicator.Groups)
        {
            y += row.GroupBy == by ? Line : Line + Gap;
            by = row.GroupBy;
            rows.Add(Row(context, names.Group(row.GroupBy, row.Group), row, y));
        }
        var height = y + 10;
        var grid = Enumerable
            .Range(0, 5)
            .Select(quarter => 25 * quarter)
            .Select(percent =>
                Markup.Of(
                    $"<line class=\"grid\" x1=\"{X(percent / 100m)}\" x2=\"{X(percent / 100m)}\" y1=\"{Top}\" y2=\"{height}\"/><text class=\"tick\" x=\"{X(percent / 100m)}\" y=\"13\">{percent}</text>"
                )
            );
        return Markup.Of(
            $"""
            <svg class="chart" viewBox="0 0 {Width} {height}" role="img" aria-label="{context[
                "chart-label"
            ]}"><text class="unit" x="{Left - 10}" y="13">%</text>{grid}{rows}</svg>
            """
        );
    }

    private static Markup Row(PageContext context, string name, RowView row, int y)
    {
        var label = Markup.Of(
            $"<text class=\"name\" x=\"{Left - 10}\" y=\"{y + 4}\">{name}</text>"
        );
        if (row is not { Estimate: { } estimate, CiLow: { } low, CiHigh: { } high })
            return Markup.Of(
                $"{label}<text class=\"none\" x=\"{Left + 4}\" y=\"{y + 4}\">{context[$"status-{row.Status}"]}</text>"
            );
        var mark =
            row.GroupBy == "all"
                ? Markup.Of(
                    $"<rect class=\"mark\" x=\"{X(estimate) - 4}\" y=\"{y - 4}\" width=\"8\" height=\"8\"/>"
                )
                : Markup.Of($"<circle class=\"mark\" cx=\"{X(estimate)}\" cy=\"{y}\" r=\"3.5\"/>");
        return Markup.Of(
            $"{label}<line class=\"interval\" x1=\"{X(low)}\" x2=\"{X(high)}\" y1=\"{y}\" y2=\"{y}\"/>{mark}"
        );
    }

    private static double X(decimal proportion) =>
        Left + (double)proportion * (Width - Left - Right);
}
