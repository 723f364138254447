using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>What is asked: sections of items, and variables derived from their answers.</summary>
/// <param name="Id">Stable over versions, e.g. <c>youth-online</c>.</param>
/// <param name="Sha256">Of the bytes of instrument.json, lower-case hex: names the exact wording that was asked.</param>
public sealed record Instrument(
    string Id,
    string Version,
    string Sha256,
    ImmutableArray<string> Languages,
    Texts Title,
    ImmutableArray<Section> Sections,
    ImmutableArray<Derived> Derived
)
{
    /// <summary>What a response and a wave name it by, e.g. <c>youth-online/1</c>.</summary>
    public string Name => $"{Id}/{Version}";

    internal ItemIndex ItemIndex { get; } = new(Sections);

    /// <summary>Every item, in the order of asking; an item's place here is its place in <see cref="Answers"/>.</summary>
    public ImmutableArray<Item> Items => ItemIndex.Items;

    /// <summary>The section that holds the item at a place.</summary>
    public Section SectionOf(int place) => ItemIndex.SectionOf(place);

    /// <summary>The place of an item in <see cref="Items"/>, or -1 when there is none of that id.</summary>
    public int PlaceOf(string item) => ItemIndex.PlaceOf(item);
}

/// <param name="AskIf">Holds for the whole section; null: always asked.</param>
public sealed record Section(
    string Id,
    Texts Title,
    Texts? Intro,
    Condition? AskIf,
    ImmutableArray<Item> Items
);

public enum ItemKind
{
    Single,
    Multi,
}

/// <param name="Options">At most 64; an option's place is its bit in <see cref="Answers"/>.</param>
/// <param name="Sensitive">Also suppressed in a release where everybody in the base said yes.</param>
public sealed record Item(
    string Id,
    ItemKind Kind,
    Texts Text,
    Texts? Hint,
    ImmutableArray<Option> Options,
    Condition? AskIf,
    bool Sensitive
)
{
    /// <summary>The multi-choice item, asked before, whose marked options are the ones offered here; null: all are. With
    /// fewer than two of them marked there is nothing to choose, and the item is left out.</summary>
    public string? OptionsFrom { get; init; }

    /// <summary>Options after which the page opens its help lines by itself.</summary>
    public ImmutableArray<string> OpensHelp { get; init; } = [];

    /// <summary>Ids of the claims and reasons it is asked for (<see cref="Reporting"/>).</summary>
    public ImmutableArray<string> Serves { get; init; } = [];

    /// <summary>Hexadecimal digits that hold a bit per option.</summary>
    internal int Width => (Options.Length + 3) / 4;

    /// <summary>The bits of the options of somebody the survey is not for.</summary>
    internal ulong Outside =>
        Mask(Options.Where(option => option.Outside).Select(option => option.Id));

    /// <summary>The bits of the named options; unknown names have none.</summary>
    public ulong Mask(IEnumerable<string> options)
    {
        var mask = 0UL;
        for (var bit = 0; bit < Options.Length; bit++)
            if (options.Contains(Options[bit].Id, StringComparer.Ordinal))
                mask |= 1UL << bit;
        return mask;
    }
}

/// <param name="Exclusive">In a multi-choice item: cannot stand beside another option.</param>
public sealed record Option(string Id, Texts Text, bool Exclusive)
{
    /// <summary>Of somebody the survey is not for: nothing more is asked, and nothing kept.</summary>
    public bool Outside { get; init; }
}

/// <summary>Holds when <paramref name="In"/> (if any) meets the answer and <paramref name="NotIn"/> (if any) does not.
/// "In" needs an answer; "not in" holds for an unanswered item too.</summary>
public sealed record Condition(string Item, ImmutableArray<string> In, ImmutableArray<string> NotIn)
{
    /// <summary>Whether it holds for whoever answers with this option alone.</summary>
    public bool HoldsFor(string option) =>
        (In.IsEmpty || In.Contains(option)) && !NotIn.Contains(option);
}

/// <summary>A variable made from answers. "Not asked" when none of the items it is made from was asked.</summary>
/// <param name="Options">Its codes, in order.</param>
public abstract record Derived(string Id, ImmutableArray<string> Options)
{
    public Texts? Title { get; init; }

    /// <summary>Each option's words, as long as <see cref="Options"/>.</summary>
    public ImmutableArray<Texts> OptionTexts { get; init; } = [];
}

/// <summary>The first case whose conditions all hold gives the code; none: no answer.</summary>
public sealed record DerivedByCases(
    string Id,
    ImmutableArray<string> Options,
    ImmutableArray<DerivedCase> Cases
) : Derived(Id, Options);

public sealed record DerivedCase(string Is, ImmutableArray<Condition> When);

/// <summary>The first option ("yes") when at least <paramref name="AtLeast"/> of the items are answered with one of
/// <paramref name="Codes"/>; the second ("no") when all are answered and fewer are; otherwise no answer.</summary>
public sealed record DerivedByCount(
    string Id,
    ImmutableArray<string> Options,
    ImmutableArray<string> Items,
    ImmutableArray<string> Codes,
    int AtLeast
) : Derived(Id, Options);
