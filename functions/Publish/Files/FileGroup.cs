using Survey.Ask;

namespace Survey.Publish;

/// <summary>A group as the files name it.</summary>
/// <param name="By">The breakdown's id.</param>
/// <param name="Id"><c>all</c>, <c>girl</c>, <c>age_10_12</c>, <c>girl_age_10_12</c>: an option with a digit has its
/// item's name before it, so that no spreadsheet takes it for a date.</param>
internal sealed record FileGroup(string By, string Id, Texts Text)
{
    /// <param name="group">As figures name it: options in the order of the breakdown's items, between colons.</param>
    public static string IdOf(Breakdown by, string group) =>
        by.Items.IsEmpty
            ? group
            : string.Join(
                '_',
                by.Items.Zip(group.Split(':'), (item, option) => PartOf(item, option))
            );

    /// <summary>Every group of a breakdown, in the order of the files.</summary>
    public static IEnumerable<FileGroup> Of(Definition definition, Breakdown by)
    {
        IEnumerable<(string Id, Texts Text)> groups = [("", by.Title)];
        foreach (var item in by.Items)
            groups = groups.SelectMany(
                _ => PartsOf(definition, item),
                (group, part) =>
                    group.Id.Length == 0
                        ? part
                        : (
                            $"{group.Id}_{part.Id}",
                            Release.Words.Fill("list-comma", group.Text, part.Text)
                        )
            );
        return groups.Select(group => new FileGroup(
            by.Id,
            group.Id.Length == 0 ? "all" : group.Id,
            group.Text
        ));
    }

    private static IEnumerable<(string Id, Texts Text)> PartsOf(
        Definition definition,
        string item
    ) =>
        definition
            .Population.Margins.SelectMany(margin => (Margin?[])[margin, margin.Coarse()])
            .OfType<Margin>()
            .Where(margin => margin.Item == item)
            .SelectMany(margin =>
                definition.Instrument.PlaceOf(item) is >= 0 and var place
                    ? definition
                        .Instrument.Items[place]
                        .Options.Select(option => option.Id)
                        .Where(margin.Categories.SelectMany(one => one.Options).Contains)
                    : margin.Categories.Select(category => category.Id)
            )
            .Select(part => (PartOf(item, part), definition.TextOf(item, part)!));

    /// <summary>An option of an item, as a part of a group's name.</summary>
    public static string PartOf(string item, string option) =>
        option.Any(char.IsAsciiDigit) ? $"{item}_{option}".Replace('-', '_') : option;
}
