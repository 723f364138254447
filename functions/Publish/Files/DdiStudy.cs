using System.Xml.Linq;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What DDI says of the study: whose it is, of whom, when and how it was asked, how figures were made of it.</summary>
internal static class DdiStudy
{
    public static XElement Of(Release release)
    {
        var definition = release.Definition;
        return new(
            Ddi.Names + "stdyDscr",
            Citation(release),
            new XElement(
                Ddi.Names + "stdyInfo",
                Ddi.Texts("abstract", definition.Words["ddi-abstract"]),
                Notes.Of(release).SelectMany(note => Ddi.Texts("abstract", note)),
                Summary(release)
            ),
            Method(release),
            Access(definition)
        );
    }

    private static XElement Citation(Release release)
    {
        var definition = release.Definition;
        var (first, others) = (definition.FilesLanguage, definition.Instrument.Title);
        return new(
            Ddi.Names + "citation",
            new XElement(
                Ddi.Names + "titlStmt",
                Ddi.Texts("titl", others).Where(one => LanguageOf(one) == first),
                Ddi.Texts("parTitl", others).Where(one => LanguageOf(one) != first),
                new XElement(
                    Ddi.Names + "IDNo",
                    $"{definition.Id}-{release.Wave.Id}-r{Ddi.Number(release.Revision)}"
                )
            ),
            definition.Pages.Operator is { } responsible
                ? new XElement(Ddi.Names + "prodStmt", Ddi.Texts("producer", responsible.Name))
                : null,
            new XElement(
                Ddi.Names + "verStmt",
                new XElement(Ddi.Names + "version", Ddi.Number(release.Revision))
            )
        );
    }

    private static XElement Summary(Release release)
    {
        var definition = release.Definition;
        return new(
            Ddi.Names + "sumDscr",
            Date("timePrd", "single", release.Wave.Id, null),
            Date("collDate", "start", null, release.Wave.Opens),
            Date("collDate", "end", null, release.Wave.Closes),
            Ddi.Texts("geogCover", definition.Population.Name),
            Ddi.Texts("anlyUnit", definition.Words["ddi-unit"]),
            Ddi.Texts("universe", definition.Population.Name),
            Ddi.Texts("dataKind", definition.Words["ddi-kind"])
        );
    }

    private static XElement Date(string element, string happens, string? says, DateTimeOffset? day)
    {
        var date = day is null
            ? null
            : day.Value.UtcDateTime.ToString(
                "yyyy-MM-dd",
                System.Globalization.CultureInfo.InvariantCulture
            );
        return new(
            Ddi.Names + element,
            new XAttribute("event", happens),
            date is null ? null : new XAttribute("date", date),
            says ?? date
        );
    }

    private static XElement Method(Release release)
    {
        var (definition, words) = (release.Definition, release.Definition.Words);
        return new(
            Ddi.Names + "method",
            new XElement(
                Ddi.Names + "dataColl",
                Ddi.Texts("timeMeth", words["ddi-time"]),
                Ddi.Texts("sampProc", words["note-web"]),
                Ddi.Texts("collMode", words["ddi-mode"]),
                Ddi.Texts(
                    "resInstru",
                    words.Fill(
                        "ddi-instrument",
                        Notes.Everywhere(definition, definition.Instrument.Name),
                        Notes.Everywhere(definition, Ddi.Number(definition.Instrument.Items.Length))
                    )
                ),
                new XElement(
                    Ddi.Names + "sources",
                    new XElement(Ddi.Names + "dataSrc", definition.Population.Source)
                ),
                Ddi.Texts("weight", words["note-weights"])
            ),
            new XElement(
                Ddi.Names + "anlyInfo",
                new XElement(Ddi.Names + "respRate", Ddi.Number(release.Disclosed.Responses)),
                Ddi.Texts("EstSmpErr", words["note-intervals"]),
                Ddi.Texts("dataAppr", words["note-rules"])
            )
        );
    }

    private static XElement Access(Definition definition) =>
        new(
            Ddi.Names + "dataAccs",
            new XElement(
                Ddi.Names + "setAvail",
                Ddi.Texts("avlStatus", definition.Words["ddi-availability"])
            ),
            definition.Licence is { } licence
                ? new XElement(
                    Ddi.Names + "useStmt",
                    new XElement(
                        Ddi.Names + "conditions",
                        $"{licence.Name}: {licence.Title}, {licence.Path}"
                    )
                )
                : null
        );

    private static string LanguageOf(XElement element) =>
        element.Attribute(XNamespace.Xml + "lang")!.Value;
}
