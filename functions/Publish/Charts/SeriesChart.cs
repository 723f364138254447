using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Survey.Publish.Charts;

/// <param name="Hidden">Why there is no figure.</param>
/// <param name="IsBreak">The question is not the one of the wave before.</param>
public sealed record SeriesPoint(string Label, Shown? Shown, string? Hidden, bool IsBreak);

/// <summary>One estimate with its interval a wave, oldest first. Joined from one wave to the next only where both are
/// published and asked the same.</summary>
/// <param name="BreakNote">What the line of a break means; <paramref name="HiddenNote"/>: what a missing mark means.</param>
public sealed record SeriesChart(
    string Id,
    string Title,
    string Description,
    string Unit,
    string BreakNote,
    string HiddenNote,
    ImmutableArray<SeriesPoint> Points
)
{
    private const int Left = 34;
    private const int Right = Drawing.Width - 30;
    private const int Top = 20;
    private const int Foot = 190;
    private const int LabelWidth = 62;
    private const string NoFigure = "–";

    public XElement Draw()
    {
        var shown = Points.Select(point => point.Shown).OfType<Shown>().ToArray();
        var axis = Axis.Around(shown);
        var drawing = new Drawing(
            Id,
            Title,
            $"{Description} {string.Join("; ", Points.Select(point => $"{point.Label}: {point.Shown?.Text ?? point.Hidden}"))}"
        );
        foreach (var tick in axis.Ticks)
        {
            drawing.Grid(Left, Y(axis, tick), Right, Y(axis, tick));
            drawing.Text(
                [(100 * tick).ToString("0.#", CultureInfo.InvariantCulture)],
                Left - 5,
                Y(axis, tick) + 4,
                "end",
                isSoft: true
            );
        }
        // As many names as have room.
        var every = (int)Math.Ceiling(LabelWidth * Points.Length / (double)(Right - Left));
        for (var at = 0; at < Points.Length; at++)
            Draw(drawing, axis, at, isNamed: (Points.Length - 1 - at) % every == 0);
        return Notes(drawing);
    }

    private void Draw(Drawing drawing, Axis axis, int at, bool isNamed)
    {
        var point = Points[at];
        if (point.IsBreak)
            drawing.Grid(X(at - 0.5), Top - 8, X(at - 0.5), Foot, isDashed: true);
        if (isNamed)
            drawing.Text([point.Label], X(at), Foot + Drawing.LineHeight, "middle", isSoft: true);
        if (point.Shown is not { } shown)
        {
            drawing.Text([NoFigure], X(at), (Top + Foot) / 2.0, "middle");
            return;
        }
        if (at > 0 && !point.IsBreak && Points[at - 1].Shown is { } before)
            drawing.Joint(X(at - 1), Y(axis, before.Estimate), X(at), Y(axis, shown.Estimate));
        drawing.Interval(X(at), Y(axis, shown.High), X(at), Y(axis, shown.Low));
        drawing.Estimate(X(at), Y(axis, shown.Estimate), isWhole: true);
        if (isNamed)
            drawing.Text([shown.Text], X(at), Y(axis, shown.High) - 7, "middle");
    }

    private XElement Notes(Drawing drawing)
    {
        string[] notes =
        [
            Unit,
            .. Points.Any(point => point.IsBreak) ? [$"┆ {BreakNote}"] : Array.Empty<string>(),
            .. Points.Any(point => point.Shown is null)
                ? [$"{NoFigure} {HiddenNote}"]
                : Array.Empty<string>(),
        ];
        double y = Foot + 2.4 * Drawing.LineHeight;
        foreach (var note in notes)
        {
            var lines = TextLines.Wrap(note, Drawing.Width - 12, Drawing.LetterSize - 1);
            drawing.Text(lines, 6, y, isSoft: true);
            y += lines.Length * Drawing.LineHeight;
        }
        return drawing.Finish(y - 6);
    }

    private double X(double at) => Left + (at + 0.5) * (Right - Left) / Points.Length;

    private static double Y(Axis axis, decimal share) =>
        Foot - 4 - axis.Place(share) * (Foot - Top - 4);
}
