using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <param name="Type">In Frictionless' words: string, integer, number, boolean.</param>
internal record Column(string Name, string Type)
{
    /// <summary>Its description among the words, where several columns of a name hold different things.</summary>
    public string Says { get; init; } = Name;

    /// <summary>The only values there are, with their words; empty: any.</summary>
    public ImmutableArray<Category> Categories { get; init; } = [];

    public Texts DescriptionIn(Words words) => words[$"column-{Says}"];

    /// <summary>What a value is called; null: it has no other name.</summary>
    public Texts? NameOf(string? value) =>
        Categories.FirstOrDefault(one => one.Value == value)?.Name;
}

/// <param name="Cell">A row's value in it, as text; null: none.</param>
internal sealed record Column<TRow>(string Name, string Type, Func<TRow, string?> Cell)
    : Column(Name, Type);

/// <summary>A value that a column can have, and what it is called.</summary>
internal sealed record Category(string Value, Texts Name)
{
    public static ImmutableArray<Category> OfIndicators(Definition definition) =>
        [.. definition.Reporting.Indicators.Select(one => new Category(one.Id, one.Title))];

    public static ImmutableArray<Category> OfBreakdowns(Definition definition) =>
        [.. definition.Reporting.Breakdowns.Select(one => new Category(one.Id, one.Title))];

    /// <summary>A name that groups of two breakdowns have is one group's.</summary>
    public static ImmutableArray<Category> OfGroups(Definition definition) =>
        [
            .. FileGroup
                .Of(definition)
                .DistinctBy(group => group.Id)
                .Select(group => new Category(group.Id, group.Text)),
        ];

    public static ImmutableArray<Category> Of(
        IEnumerable<string> values,
        Func<string, Texts> nameOf
    ) => [.. values.Select(value => new Category(value, nameOf(value)))];
}
