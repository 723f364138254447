using System.Text;
using System.Xml;
using System.Xml.Linq;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What files in XML have in common.</summary>
internal static class XmlText
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    public static byte[] Write(XElement root)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Settings))
            root.Save(writer);
        return bytes.ToArray();
    }

    /// <summary>An element for each language, marked as such.</summary>
    public static IEnumerable<XElement> InEveryLanguage(XName name, Texts? text) =>
        (text?.Words ?? [])
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => new XElement(
                name,
                new XAttribute(XNamespace.Xml + "lang", one.Key),
                one.Value
            ));
}
