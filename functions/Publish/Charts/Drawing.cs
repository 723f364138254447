using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Survey.Publish.Charts;

/// <summary>An SVG picture in the making. Colours stand as attributes, which a page's style sheet overrides by class: so a
/// picture is itself outside a page, and follows the page's light, dark and printed colours inside.</summary>
/// <param name="id">Unlike that of every other picture on a page.</param>
internal sealed class Drawing(string id, string title, string description)
{
    public const int Width = 360;
    public const int LineHeight = 15;
    public const int LetterSize = 12;
    private const string Mark = "#0072b2";

    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly XElement _svg = new(
        Svg + "svg",
        new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{id}-title"),
        new XAttribute("aria-describedby", $"{id}-desc"),
        new XAttribute("font-family", "system-ui, sans-serif"),
        new XAttribute("font-size", LetterSize),
        new XElement(Svg + "title", new XAttribute("id", $"{id}-title"), title),
        new XElement(Svg + "desc", new XAttribute("id", $"{id}-desc"), description)
    );

    /// <param name="height">Of the whole picture.</param>
    public XElement Finish(double height)
    {
        _svg.SetAttributeValue("class", "chart");
        _svg.SetAttributeValue("viewBox", FormattableString.Invariant($"0 0 {Width} {height:0}"));
        return _svg;
    }

    /// <param name="anchor">start, middle or end.</param>
    /// <param name="y">Of the first line's foot.</param>
    public void Text(
        ImmutableArray<string> lines,
        double x,
        double y,
        string anchor = "start",
        bool isSoft = false,
        bool isStrong = false
    )
    {
        for (var at = 0; at < lines.Length; at++)
            Add(
                "text",
                isSoft ? "soft" : null,
                ("x", x),
                ("y", y + at * LineHeight),
                ("text-anchor", anchor),
                ("fill", "currentColor"),
                ("font-size", isSoft ? LetterSize - 1 : null),
                ("font-weight", isStrong ? "bold" : null),
                (null, lines[at])
            );
    }

    public void Grid(double x1, double y1, double x2, double y2, bool isDashed = false) =>
        Line("grid", "currentColor", x1, y1, x2, y2, 0.75, isDashed ? "3 4" : null, 0.45);

    /// <summary>Of an interval, with its ends marked.</summary>
    public void Interval(double x1, double y1, double x2, double y2)
    {
        const double End = 3.5;
        Line("interval", Mark, x1, y1, x2, y2, 2.5);
        var (dx, dy) = y1.Equals(y2) ? (0.0, End) : (End, 0.0);
        Line("interval", Mark, x1 - dx, y1 - dy, x1 + dx, y1 + dy, 1.5);
        Line("interval", Mark, x2 - dx, y2 - dy, x2 + dx, y2 + dy, 1.5);
    }

    /// <summary>Behind an interval.</summary>
    public void Bar(double x1, double x2, double y) =>
        Add(
            "rect",
            "bar",
            ("x", x1),
            ("y", y - 6),
            ("width", x2 - x1),
            ("height", 12.0),
            ("fill", Mark),
            ("fill-opacity", 0.35)
        );

    public void Joint(double x1, double y1, double x2, double y2) =>
        Line("interval", Mark, x1, y1, x2, y2, 1, "3 3");

    /// <summary>An estimate: of everybody a square, of a group a dot.</summary>
    public void Estimate(double x, double y, bool isWhole)
    {
        if (isWhole)
            Add(
                "rect",
                "mark",
                ("x", x - 4.5),
                ("y", y - 4.5),
                ("width", 9),
                ("height", 9),
                ("fill", Mark)
            );
        else
            Add("circle", "mark", ("cx", x), ("cy", y), ("r", 4.5), ("fill", Mark));
    }

    private void Line(
        string name,
        string colour,
        double x1,
        double y1,
        double x2,
        double y2,
        double width,
        string? dashes = null,
        double? opacity = null
    ) =>
        Add(
            "line",
            name,
            ("x1", x1),
            ("y1", y1),
            ("x2", x2),
            ("y2", y2),
            ("stroke", colour),
            ("stroke-width", width),
            ("stroke-dasharray", dashes),
            ("stroke-opacity", opacity)
        );

    /// <param name="content">Attributes; without a name, the element's text. Null: left out.</param>
    private void Add(string element, string? name, params (string? Name, object? Value)[] content)
    {
        var added = new XElement(Svg + element);
        added.SetAttributeValue("class", name);
        foreach (var (attribute, value) in content)
            if (attribute is null)
                added.Value = (string)value!;
            else if (value is double number)
                added.SetAttributeValue(
                    attribute,
                    number.ToString("0.##", CultureInfo.InvariantCulture)
                );
            else
                added.SetAttributeValue(attribute, value);
        _svg.Add(added);
    }
}
