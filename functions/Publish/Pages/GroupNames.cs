using Survey.Ask;

namespace Survey.Publish;

/// <summary>Groups and breakdowns in a context's words; what the definition no longer knows keeps its id.</summary>
internal sealed class GroupNames(Definition definition, PageContext context)
{
    public string Breakdown(string id) => Find(id) is { } by ? context[by.Title] : id;

    public string Group(string groupBy, string group)
    {
        if (Find(groupBy) is not { } by || by.Items.IsEmpty)
            return Breakdown(groupBy);
        var options = group.Split(':');
        return options.Length == by.Items.Length
            ? string.Join(", ", by.Items.Zip(options, Option))
            : group;
    }

    private string Option(string item, string option)
    {
        var place = definition.Instrument.PlaceOf(item);
        var found =
            place < 0
                ? null
                : definition
                    .Instrument.Items[place]
                    .Options.FirstOrDefault(one => one.Id == option);
        return found is null ? option : context[found.Text];
    }

    private Breakdown? Find(string id) =>
        definition.Reporting.Breakdowns.FirstOrDefault(by => by.Id == id);
}
