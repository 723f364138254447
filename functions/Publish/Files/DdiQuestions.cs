using System.Xml.Linq;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>The questionnaire in DDI: a variable for each item and each derived variable, with who is asked. None has a
/// place in a file, since responses are erased.</summary>
internal static class DdiQuestions
{
    public static IEnumerable<XElement> Of(Definition definition) =>
        definition
            .Instrument.Items.Select((item, place) => OfItem(definition, item, place))
            .Concat(definition.Instrument.Derived.Select(one => OfDerived(definition, one)));

    private static XElement OfItem(Definition definition, Item item, int place)
    {
        var section = definition.Instrument.SectionOf(place);
        return new(
            Ddi.Names + "var",
            new XAttribute("ID", IdOf(item.Id)),
            new XAttribute("name", item.Id),
            Ddi.Texts("labl", item.Text),
            new XElement(
                Ddi.Names + "qstn",
                new XAttribute(
                    "responseDomainType",
                    item.Kind == ItemKind.Multi ? "multiple" : "category"
                ),
                new XAttribute("seqNo", Ddi.Number(place + 1)),
                Ddi.Texts("preQTxt", section.Intro),
                Ddi.Texts("qstnLit", item.Text),
                Ddi.Texts("postQTxt", item.Hint),
                RoutingJson.Of([section.AskIf, item.AskIf]) is { } asked
                    ? new XElement(Ddi.Names + "backward", asked)
                    : null
            ),
            Ddi.Texts("universe", BaseText.OfItem(definition, place)),
            item.Options.Select(option => Value(option.Id, option.Text)),
            new XElement(Ddi.Names + "varFormat", new XAttribute("type", "character"))
        );
    }

    private static XElement OfDerived(Definition definition, Derived derived) =>
        new(
            Ddi.Names + "var",
            new XAttribute("ID", IdOf(derived.Id)),
            new XAttribute("name", derived.Id),
            Ddi.Texts("labl", derived.Title),
            Ddi.Texts("universe", BaseText.OfDerived(definition, derived.Id)),
            derived.Options.Select(
                (code, at) => Value(code, derived.OptionTexts.ElementAtOrDefault(at))
            ),
            new XElement(
                Ddi.Names + "derivation",
                new XAttribute(
                    "var",
                    string.Join(
                        ' ',
                        VariableItems.ItemsOf(definition.Instrument, derived.Id).Select(IdOf)
                    )
                ),
                new XElement(Ddi.Names + "drvcmd", RoutingJson.Of(derived))
            ),
            new XElement(Ddi.Names + "varFormat", new XAttribute("type", "character"))
        );

    public static XElement Value(string value, Texts? name) =>
        new(
            Ddi.Names + "catgry",
            new XElement(Ddi.Names + "catValu", value),
            Ddi.Texts("labl", name)
        );

    private static string IdOf(string variable) => Ddi.Id("V", variable);
}
