namespace Survey.Publish;

/// <summary>One indicator's total over the waves: a mark for each estimate, a line for its 95% interval.</summary>
internal static class TrendChart
{
    private const int Width = 320;
    private const int Height = 150;
    private const int Left = 36;
    private const int Right = 12;
    private const int Top = 10;
    private const int Bottom = 26;

    /// <param name="points">Per wave, oldest first, its row of everybody; null: none.</param>
    public static Markup Draw(
        PageContext context,
        IReadOnlyList<(string Wave, RowView? Row)> points
    )
    {
        var shown = points
            .Select(point => point.Row)
            .Where(row => row?.Estimate is not null)
            .ToList();
        // The scale's ends are tens of percent around all intervals, written on it: it need not start at 0.
        var low = shown.Count == 0 ? 0 : Math.Floor(shown.Min(row => row!.CiLow!.Value) * 10) / 10;
        var high =
            shown.Count == 0 ? 1 : Math.Ceiling(shown.Max(row => row!.CiHigh!.Value) * 10) / 10;
        high = Math.Max(high, low + 0.1m);

        var grid = new[] { low, (low + high) / 2, high }.Select(value =>
            Markup.Of(
                $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(value)}\" y2=\"{Y(value)}\"/><text class=\"value\" x=\"{Left - 5}\" y=\"{Y(value) + 3}\">{(double)(100 * value)}%</text>"
            )
        );
        // Joined only from one wave to the next: over a wave that shows nothing there is nothing to draw.
        var lines = points
            .Zip(points.Skip(1))
            .Select(
                (pair, at) => (From: pair.First.Row?.Estimate, To: pair.Second.Row?.Estimate, at)
            )
            .Where(pair => pair.From is not null && pair.To is not null)
            .Select(pair =>
                Markup.Of(
                    $"<line class=\"line\" x1=\"{X(pair.at)}\" y1=\"{Y(pair.From!.Value)}\" x2=\"{X(pair.at + 1)}\" y2=\"{Y(pair.To!.Value)}\"/>"
                )
            );
        var marks = points.Select((point, at) => Mark(context, point.Wave, point.Row, at));
        return Markup.Of(
            $"""
            <svg class="trend" viewBox="0 0 {Width} {Height}" role="img" aria-label="{context[
                "trend-label"
            ]}">{grid}{lines}{marks}</svg>
            """
        );

        double X(int at) => Left + (at + 0.5) * (Width - Left - Right) / Math.Max(points.Count, 1);

        double Y(decimal value) =>
            Top + (double)((high - value) / (high - low)) * (Height - Top - Bottom);

        Markup Mark(PageContext context, string wave, RowView? row, int at)
        {
            var name = Markup.Of(
                $"<text class=\"tick\" x=\"{X(at)}\" y=\"{Height - 8}\">{wave}</text>"
            );
            return row is not { Estimate: { } estimate, CiLow: { } from, CiHigh: { } to }
                ? Markup.Of(
                    $"{name}<text class=\"tick\" x=\"{X(at)}\" y=\"{Height / 2}\">{context["none"]}</text>"
                )
                : Markup.Of(
                    $"{name}<line class=\"interval\" x1=\"{X(at)}\" x2=\"{X(at)}\" y1=\"{Y(from)}\" y2=\"{Y(to)}\"/><circle class=\"mark\" cx=\"{X(at)}\" cy=\"{Y(estimate)}\" r=\"4\"/>"
                );
        }
    }
}
