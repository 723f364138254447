using System.Collections.Immutable;
using Survey.Ask;
using Survey.Ask.Pages;

namespace Survey.Manage;

/// <summary>An item or a section that two versions have otherwise, line by line.</summary>
/// <param name="Before">Empty: it is new.</param>
/// <param name="After">Empty: it is gone.</param>
public sealed record VersionChange(
    string Id,
    ImmutableArray<string> Before,
    ImmutableArray<string> After
);

/// <summary>Compares what two versions ask: sections, items, their texts in every language, options and routing.</summary>
internal static class VersionDifference
{
    /// <summary>In the order of the newer version; what is gone comes last.</summary>
    public static ImmutableArray<VersionChange> Between(Instrument before, Instrument after)
    {
        var (old, now) = (Describe(before), Describe(after));
        var was = old.ToDictionary(part => part.Id, part => part.Lines);
        var kept = now.Select(part => part.Id).ToHashSet();
        return
        [
            .. now.Select(part => new VersionChange(
                    part.Id,
                    was.GetValueOrDefault(part.Id, []),
                    part.Lines
                ))
                .Where(change => !change.Before.SequenceEqual(change.After)),
            .. old.Where(part => !kept.Contains(part.Id))
                .Select(part => new VersionChange(part.Id, part.Lines, [])),
        ];
    }

    private static (string Id, ImmutableArray<string> Lines)[] Describe(Instrument instrument) =>
        [
            .. instrument.Sections.SelectMany(section =>
                section
                    .Items.Select(item => (item.Id, Lines(section, item)))
                    .Prepend(($"§ {section.Id}", Lines(section)))
            ),
        ];

    private static ImmutableArray<string> Lines(Section section) =>
        [.. Texts(section.Title), .. Texts(section.Intro), .. Routing(section.AskIf)];

    private static ImmutableArray<string> Lines(Section section, Item item) =>
        [
            $"§ {section.Id}",
            item.Kind.ToString().ToLowerInvariant(),
            .. Texts(item.Text),
            .. Texts(item.Hint),
            .. Routing(item.AskIf),
            .. item.OptionsFrom is { } from ? [$"← {from}"] : Array.Empty<string>(),
            .. item.Options.SelectMany(option =>
                Texts(option.Text)
                    .Select(text =>
                        $"{option.Id}{(option.Exclusive ? " ✕" : "")}{(option.Outside ? " ⊘" : "")} – {text}"
                    )
            ),
        ];

    private static IEnumerable<string> Texts(Texts? texts) =>
        texts is null
            ? []
            : texts
                .Words.OrderBy(word => word.Key, StringComparer.Ordinal)
                .Select(word => $"{word.Key}: {word.Value}");

    private static IEnumerable<string> Routing(Condition? condition) =>
        ConditionText.Code(condition) is { } code ? [$"→ {code}"] : [];
}
