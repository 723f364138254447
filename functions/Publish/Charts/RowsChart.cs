using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Survey.Publish.Charts;

/// <param name="Hidden">Why there is no figure.</param>
/// <param name="IsWhole">Everybody, not a group.</param>
public sealed record ChartRow(string Label, Shown? Shown, string? Hidden, bool IsWhole = false);

/// <summary>One estimate with its interval a row, all on one scale from 0.</summary>
/// <param name="Unit">What the numbers on the axis are.</param>
/// <param name="LabelsAbove">Sentences, each above its row; else names beside it.</param>
/// <param name="Groups">Rows that stand together.</param>
/// <param name="HasBars">Each estimate is a bar too.</param>
public sealed record RowsChart(
    string Id,
    string Title,
    string Description,
    string Unit,
    bool LabelsAbove,
    ImmutableArray<ImmutableArray<ChartRow>> Groups,
    bool HasBars = false
)
{
    private const int Edge = 6;
    private const int Names = 118;
    private const int Figures = 56;
    private const int Gap = 8;
    private const int Bottom = 4;

    private int Left => LabelsAbove ? Edge : Names + 10;

    private const int Right = Drawing.Width - Figures;

    public XElement Draw()
    {
        var rows = Groups.SelectMany(group => group).ToArray();
        var axis = Axis.From0(rows.Select(row => row.Shown).OfType<Shown>());
        var drawing = new Drawing(
            Id,
            Title,
            $"{Description} {string.Join("; ", rows.Select(row => $"{row.Label}: {row.Shown?.Text ?? row.Hidden}"))}"
        );
        var laid = Lay().ToArray();
        var foot = laid.Length == 0 ? Edge : laid[^1].Below;
        foreach (var row in laid)
        {
            // Not behind words.
            if (row.Row.Shown is not null)
                foreach (var tick in axis.Ticks)
                    drawing.Grid(X(axis, tick), row.MarksTop, X(axis, tick), row.Below);
            Draw(drawing, axis, row);
        }
        foreach (var tick in axis.Ticks)
            drawing.Text(
                [(100 * tick).ToString("0.#", CultureInfo.InvariantCulture)],
                X(axis, tick),
                foot + Drawing.LineHeight,
                "middle",
                isSoft: true
            );
        var unit = TextLines.Wrap(Unit, Drawing.Width - 2 * Edge, Drawing.LetterSize - 1);
        drawing.Text(unit, Edge, foot + 2.3 * Drawing.LineHeight, isSoft: true);
        return drawing.Finish(foot + (unit.Length + 1.7) * Drawing.LineHeight + Bottom);
    }

    /// <param name="Top">Of the label's first line.</param>
    /// <param name="MarksTop">Where the interval's strip begins.</param>
    /// <param name="Middle">Of the mark.</param>
    private sealed record Laid(
        ChartRow Row,
        ImmutableArray<string> Label,
        ImmutableArray<string> Hidden,
        double Top,
        double MarksTop,
        double Middle,
        double Below
    );

    private IEnumerable<Laid> Lay()
    {
        double y = Edge;
        foreach (var group in Groups)
        {
            foreach (var row in group)
            {
                var label = TextLines.Wrap(
                    row.Label,
                    LabelsAbove ? Drawing.Width - 2 * Edge : Names,
                    Drawing.LetterSize
                );
                ImmutableArray<string> hidden = row.Shown is null
                    ? TextLines.Wrap(row.Hidden ?? "", Right - Left - 8, Drawing.LetterSize - 1)
                    : [];
                var (words, marks) = (
                    label.Length * Drawing.LineHeight,
                    Math.Max(1, hidden.Length) * Drawing.LineHeight
                );
                var height = LabelsAbove ? words + marks + 4 : Math.Max(words, marks) + 4;
                yield return new Laid(
                    row,
                    label,
                    hidden,
                    LabelsAbove ? y : y + (height - words) / 2,
                    LabelsAbove ? y + words + 2 : y,
                    LabelsAbove ? y + words + 2 + marks / 2.0 : y + height / 2.0,
                    y + height
                );
                y += height;
            }
            y += Gap;
        }
    }

    private void Draw(Drawing drawing, Axis axis, Laid laid)
    {
        const double Foot = 0.78;
        drawing.Text(
            laid.Label,
            LabelsAbove ? Edge : Names,
            laid.Top + Foot * Drawing.LineHeight,
            LabelsAbove ? "start" : "end",
            isStrong: laid.Row.IsWhole && !LabelsAbove
        );
        if (laid.Row.Shown is { } shown)
        {
            if (HasBars)
                drawing.Bar(X(axis, 0), X(axis, shown.Estimate), laid.Middle);
            drawing.Interval(X(axis, shown.Low), laid.Middle, X(axis, shown.High), laid.Middle);
            drawing.Estimate(X(axis, shown.Estimate), laid.Middle, laid.Row.IsWhole);
            drawing.Text([shown.Text], Drawing.Width - 4, laid.Middle + 4, "end");
            return;
        }
        var top = laid.Middle - laid.Hidden.Length * Drawing.LineHeight / 2.0;
        drawing.Grid(Left, top, Right, top, isDashed: true);
        drawing.Text(laid.Hidden, Left + 4, top + Foot * Drawing.LineHeight, isSoft: true);
    }

    private double X(Axis axis, decimal share) =>
        Left + 5 + axis.Place(share) * (Right - Left - 10);
}
