using System.Text;
using System.Xml.Linq;

namespace Survey.Publish.Charts;

/// <summary>A chart as a picture of its own: on white, with its title above and where it is from below.</summary>
internal static class SvgFile
{
    public const string MediaType = "image/svg+xml";
    private const int Edge = 12;
    private const int Scale = 3;

    public static byte[] Write(XElement chart, string title, string source)
    {
        var height = double.Parse(
            chart.Attribute("viewBox")!.Value.Split(' ')[3],
            System.Globalization.CultureInfo.InvariantCulture
        );
        var above = TextLines.Wrap(title, Drawing.Width, Drawing.LetterSize + 1);
        var below = TextLines.Wrap(source, Drawing.Width, Drawing.LetterSize - 2);
        var top = Edge + above.Length * Drawing.LineHeight;
        var whole = new XElement(chart);
        var parts = whole.Elements().Where(part => part.Name.LocalName is not ("title" or "desc"));
        var moved = new XElement(
            Drawing.Svg + "g",
            new XAttribute(
                "transform",
                FormattableString.Invariant($"translate({Edge} {top + 4})")
            ),
            parts.ToArray()
        );
        parts.Remove();
        var width = Drawing.Width + 2 * Edge;
        height += top + 10 + below.Length * Drawing.LineHeight + Edge;
        whole.SetAttributeValue("viewBox", FormattableString.Invariant($"0 0 {width} {height}"));
        whole.SetAttributeValue("width", width * Scale);
        whole.SetAttributeValue("height", FormattableString.Invariant($"{height * Scale}"));
        whole.SetAttributeValue("color", "#1b1b1b");
        whole.Add(
            new XElement(
                Drawing.Svg + "rect",
                new XAttribute("width", "100%"),
                new XAttribute("height", "100%"),
                new XAttribute("fill", "#ffffff")
            ),
            Lines(above, Edge + Drawing.LetterSize, Drawing.LetterSize + 1, "bold"),
            moved,
            Lines(
                below,
                height - Edge - (below.Length - 1) * Drawing.LineHeight,
                Drawing.LetterSize - 2,
                "normal"
            )
        );
        return Encoding.UTF8.GetBytes(whole.ToString(SaveOptions.DisableFormatting));
    }

    private static IEnumerable<XElement> Lines(
        IEnumerable<string> lines,
        double y,
        double size,
        string weight
    ) =>
        lines.Select(
            (line, at) =>
                new XElement(
                    Drawing.Svg + "text",
                    new XAttribute("x", Edge),
                    new XAttribute(
                        "y",
                        FormattableString.Invariant($"{y + at * Drawing.LineHeight}")
                    ),
                    new XAttribute("font-size", size),
                    new XAttribute("font-weight", weight),
                    new XAttribute("fill", "currentColor"),
                    line
                )
        );
}
