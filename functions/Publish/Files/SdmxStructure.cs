using System.Xml.Linq;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>sdmx-structure.xml: the concepts, code lists and structure of sdmx.csv, as an SDMX-ML 3.0 structure message.</summary>
internal static class SdmxStructure
{
    private const string Schemas = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0";
    private static readonly XNamespace Message = $"{Schemas}/message";
    private static readonly XNamespace Structure = $"{Schemas}/structure";
    private static readonly XNamespace Common = $"{Schemas}/common";

    public static ReleaseFile Write(Release release, Sdmx sdmx) =>
        new ReleaseFile(
            "sdmx-structure.xml",
            "application/vnd.sdmx.structure+xml; version=3.0",
            XmlText.Write(Document(release, sdmx))
        )
        {
            Title = release.Definition.Words["file-sdmx-structure"],
        };

    private static XElement Document(Release release, Sdmx sdmx) =>
        new(
            Message + "Structure",
            new XAttribute(XNamespace.Xmlns + "mes", Message),
            new XAttribute(XNamespace.Xmlns + "str", Structure),
            new XAttribute(XNamespace.Xmlns + "com", Common),
            new XElement(
                Message + "Header",
                new XElement(Message + "ID", $"{sdmx.Agency}_{release.Wave.Id}"),
                new XElement(Message + "Test", release.Wave.Synthetic),
                // No clock: the same release, the same bytes.
                new XElement(Message + "Prepared", UtcTime.Iso(release.Wave.Closes)),
                new XElement(Message + "Sender", new XAttribute("id", sdmx.Agency))
            ),
            new XElement(
                Message + "Structures",
                new XElement(
                    Structure + "Codelists",
                    sdmx.Coded.Select(one => Codelist(sdmx, one))
                ),
                new XElement(Structure + "ConceptSchemes", Concepts(sdmx)),
                new XElement(Structure + "Dataflows", Dataflow(sdmx)),
                new XElement(Structure + "DataStructures", DataStructure(sdmx))
            )
        );

    private static XElement Codelist(
        Sdmx sdmx,
        (string Id, Texts Name, System.Collections.Immutable.ImmutableArray<Category> Codes) list
    ) =>
        Kept(
            sdmx,
            "Codelist",
            $"CL_{list.Id}",
            list.Name,
            list.Codes.Select(code => Named("Code", code.Value, code.Name))
        );

    private static XElement Concepts(Sdmx sdmx) =>
        Kept(
            sdmx,
            "ConceptScheme",
            "CONCEPTS",
            sdmx.Definition.Words["columns-title"],
            [
                .. sdmx.Coded.Select(one => Named("Concept", one.Id, one.Name)),
                Named("Concept", "TIME_PERIOD", sdmx.Definition.Words["column-wave"]),
                .. Sdmx.Measures.Select(one =>
                    Named("Concept", one.Id, sdmx.Definition.Words[$"column-{one.Says}"])
                ),
            ]
        );

    private static XElement Dataflow(Sdmx sdmx) =>
        Kept(
            sdmx,
            "Dataflow",
            Sdmx.Flow,
            sdmx.Definition.Words["estimates-title"],
            [
                new XElement(
                    Structure + "Structure",
                    Urn(sdmx, "datastructure.DataStructure", Sdmx.Flow)
                ),
            ]
        );

    private static XElement DataStructure(Sdmx sdmx)
    {
        var coded = sdmx.Coded;
        return Kept(
            sdmx,
            "DataStructure",
            Sdmx.Flow,
            sdmx.Definition.Words["estimates-title"],
            [
                new XElement(
                    Structure + "DataStructureComponents",
                    new XElement(
                        Structure + "DimensionList",
                        new XAttribute("id", "DimensionDescriptor"),
                        coded
                            .Take(5)
                            .Select(
                                (one, at) =>
                                    Component(
                                        sdmx,
                                        "Dimension",
                                        one.Id,
                                        Enumeration(sdmx, one.Id),
                                        ("position", $"{at + 1}")
                                    )
                            ),
                        Component(
                            sdmx,
                            "TimeDimension",
                            "TIME_PERIOD",
                            TextFormat("ObservationalTimePeriod")
                        )
                    ),
                    new XElement(
                        Structure + "AttributeList",
                        new XAttribute("id", "AttributeDescriptor"),
                        coded.Skip(5).Select(one => Attribute(sdmx, one.Id))
                    ),
                    new XElement(
                        Structure + "MeasureList",
                        new XAttribute("id", "MeasureDescriptor"),
                        Sdmx.Measures.Select(one =>
                            Component(
                                sdmx,
                                "Measure",
                                one.Id,
                                TextFormat("Decimal"),
                                ("usage", "optional")
                            )
                        )
                    )
                ),
            ]
        );
    }

    private static XElement Attribute(Sdmx sdmx, string id)
    {
        var attribute = Component(
            sdmx,
            "Attribute",
            id,
            Enumeration(sdmx, id),
            ("usage", "mandatory")
        );
        attribute.Add(
            new XElement(
                Structure + "AttributeRelationship",
                new XElement(Structure + "Observation")
            )
        );
        return attribute;
    }

    private static XElement Component(
        Sdmx sdmx,
        string kind,
        string id,
        XElement representation,
        params (string Name, string Value)[] attributes
    ) =>
        new(
            Structure + kind,
            new XAttribute("id", id),
            attributes.Select(one => new XAttribute(one.Name, one.Value)),
            new XElement(
                Structure + "ConceptIdentity",
                $"{Urn(sdmx, "conceptscheme.Concept", "CONCEPTS")}.{id}"
            ),
            new XElement(Structure + "LocalRepresentation", representation)
        );

    private static XElement Enumeration(Sdmx sdmx, string id) =>
        new(Structure + "Enumeration", Urn(sdmx, "codelist.Codelist", $"CL_{id}"));

    private static XElement TextFormat(string type) =>
        new(Structure + "TextFormat", new XAttribute("textType", type));

    private static string Urn(Sdmx sdmx, string type, string id) =>
        $"urn:sdmx:org.sdmx.infomodel.{type}={sdmx.Agency}:{id}({sdmx.Version})";

    private static XElement Kept(
        Sdmx sdmx,
        string kind,
        string id,
        Texts name,
        IEnumerable<XElement> parts
    )
    {
        var kept = Named(kind, id, name);
        kept.Add(
            new XAttribute("agencyID", sdmx.Agency),
            new XAttribute("version", sdmx.Version),
            parts
        );
        return kept;
    }

    private static XElement Named(string kind, string id, Texts name) =>
        new(
            Structure + kind,
            new XAttribute("id", id),
            XmlText.InEveryLanguage(Common + "Name", name)
        );
}
