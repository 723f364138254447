using System.Globalization;
using System.Net;

namespace Survey.Publish;

/// <summary>HTML or SVG that is safe to send: made from templates whose values are encoded, unless they are markup.</summary>
internal readonly record struct Markup(string Value)
{
    public static readonly Markup None = new("");

    public static Markup Of(FormattableString template) =>
        new(
            string.Format(
                CultureInfo.InvariantCulture,
                template.Format,
                [.. template.GetArguments().Select(Encode)]
            )
        );

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts));

    public override string ToString() => Value;

    private static string Encode(object? value) =>
        value switch
        {
            Markup markup => markup.Value,
            IEnumerable<Markup> parts => string.Concat(parts),
            double number => number.ToString("0.##", CultureInfo.InvariantCulture),
            _ => WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
        };
}
