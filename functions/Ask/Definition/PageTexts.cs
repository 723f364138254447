using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Survey.Ask;

/// <summary>What this survey's pages say beside its questions (pages.json). Texts may hold <see cref="Placeholders"/>.</summary>
/// <param name="Operator">Who is responsible; null: nobody yet, and every page says so.</param>
/// <param name="Exit">Addresses of a neutral page that "leave now" opens.</param>
/// <param name="ConsentAge">Years from which the law lets a young person consent alone.</param>
/// <param name="Intro">The first screen's sentences.</param>
/// <param name="Young">For those below the consent age.</param>
/// <param name="AfterSensitive">Before the help lines that follow a section with sensitive items.</param>
/// <param name="Notes">Shown after sending, the first few that hold.</param>
public sealed partial record PageTexts(
    Operator? Operator,
    Texts Exit,
    int ConsentAge,
    ImmutableArray<Texts> Intro,
    Texts Young,
    Texts AfterSensitive,
    ImmutableArray<Note> Notes,
    ImmutableArray<AboutPart> About
)
{
    private static readonly Texts Nothing = new(ImmutableDictionary<string, string>.Empty);

    public static PageTexts None { get; } = new(null, Nothing, 0, [], Nothing, Nothing, [], []);

    /// <summary>What is filled in when a page is written, between braces: <c>{operator}</c>.</summary>
    public static ImmutableArray<string> Placeholders { get; } =
    ["operator", "contact", "consentAge", "population", "items", "sensitive", "eraseAfterDays"];

    /// <summary>Finds the placeholders in a text; group 1 is the name.</summary>
    [GeneratedRegex("\\{([^}]*)\\}")]
    public static partial Regex Placeholder();
}

/// <param name="Contact">A mail address or telephone number.</param>
public sealed record Operator(Texts Name, string Contact);

/// <param name="When">All of them hold; none: shown to everybody, also where the answers are not known.</param>
public sealed record Note(string Id, ImmutableArray<Condition> When, Texts Text);

public sealed record AboutPart(Texts Title, ImmutableArray<Texts> Text);
