using Survey.Ask;
using Survey.Estimate;

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

    /// <summary>Every group, in the order of the files.</summary>
    public static IEnumerable<FileGroup> Of(Definition definition) =>
        Group
            .Of(definition, new CountLayout(definition))
            .Select(group =>
            {
                var by = definition.Reporting.BreakdownOf(group.By);
                return new FileGroup(
                    by.Id,
                    IdOf(by, group.Id),
                    by.Items.Zip(group.Id.Split(':'), definition.TextOf)
                        .Select(text => text!)
                        .DefaultIfEmpty(by.Title)
                        .Aggregate(
                            (first, next) => definition.Words.Fill("list-comma", first, next)
                        )
                );
            });

    /// <summary>An option of an item, as a part of a group's name.</summary>
    public static string PartOf(string item, string option) =>
        option.Any(char.IsAsciiDigit) ? $"{item}_{option}".Replace('-', '_') : option;
}
