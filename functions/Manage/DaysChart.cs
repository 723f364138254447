using System.Collections.Immutable;
using System.Xml.Linq;
using Survey.Publish.Charts;
using Survey.Publish.Pages;

namespace Survey.Manage;

/// <summary>Responses by the day of the wave: this wave's joined marks, and of each earlier wave the last one's name.</summary>
internal static class DaysChart
{
    private const int Left = 44;
    private const int Right = Drawing.Width - 72;
    private const int Top = 16;
    private const int Foot = 190;

    /// <param name="waves">Oldest first; the last is the one in question.</param>
    public static XElement Draw(PageContext view, IReadOnlyList<WaveDays> waves)
    {
        var drawing = new Drawing("days", view["desk-days"], view["desk-days-text"]);
        var days = Math.Max(1, waves.Max(wave => wave.Counts.Max(one => one.Day)));
        var most = Math.Max(10, waves.Max(wave => wave.Counts.Max(one => one.Responses)));
        foreach (var part in new[] { 0, 0.5, 1 })
        {
            drawing.Grid(Left, Y(part * most), Right, Y(part * most));
            drawing.Text(
                [PageContext.Whole((long)(part * most))],
                Left - 5,
                Y(part * most) + 4,
                "end",
                isSoft: true
            );
            drawing.Text(
                [PageContext.Whole((long)(part * days))],
                X(part * days),
                Foot + Drawing.LineHeight,
                "middle",
                isSoft: true
            );
        }
        foreach (var wave in waves)
        {
            var isLast = wave == waves[^1];
            foreach (var (from, to) in wave.Counts.Zip(wave.Counts.Skip(1)))
                if (isLast)
                    drawing.Joint(X(from.Day), Y(from.Responses), X(to.Day), Y(to.Responses));
                else
                    drawing.Grid(
                        X(from.Day),
                        Y(from.Responses),
                        X(to.Day),
                        Y(to.Responses),
                        isDashed: true
                    );
            var end = wave.Counts[^1];
            if (isLast)
                drawing.Estimate(X(end.Day), Y(end.Responses), isWhole: false);
            drawing.Text(
                [wave.Wave],
                X(end.Day) + 7,
                Y(end.Responses) + 4,
                isSoft: !isLast,
                isStrong: isLast
            );
        }
        ImmutableArray<string> unit = [view["desk-days-unit"]];
        drawing.Text(unit, 6, Foot + 2.4 * Drawing.LineHeight, isSoft: true);
        return drawing.Finish(Foot + 3 * Drawing.LineHeight);

        double X(double day) => Left + day * (Right - Left) / days;
        double Y(double responses) => Foot - responses * (Foot - Top) / most;
    }
}
