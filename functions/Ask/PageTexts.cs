using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>What this survey's pages say beside its questions (pages.json). Texts may hold <c>{operator}</c>,
/// <c>{contact}</c>, <c>{consentAge}</c>, <c>{population}</c>, <c>{items}</c>, <c>{sensitive}</c> and
/// <c>{eraseAfterDays}</c>.</summary>
/// <param name="Operator">Who is responsible; null: nobody yet, and every page says so.</param>
/// <param name="Exit">Addresses of a neutral page that "leave now" opens.</param>
/// <param name="ConsentAge">Years from which the law lets a young person consent alone.</param>
/// <param name="Intro">The first screen's sentences.</param>
/// <param name="Young">For those below the consent age.</param>
/// <param name="AfterSensitive">Before the help lines that follow a section with sensitive items.</param>
/// <param name="Notes">Shown after sending, the first few that hold.</param>
public sealed record PageTexts(
    Operator? Operator,
    Texts Exit,
    int ConsentAge,
    ImmutableArray<Texts> Intro,
    Texts Young,
    Texts AfterSensitive,
    ImmutableArray<Note> Notes,
    ImmutableArray<AboutPart> About
);

/// <param name="Contact">A mail address or telephone number.</param>
public sealed record Operator(Texts Name, string Contact);

/// <param name="When">All of them hold; none: shown to everybody, also where the answers are not known.</param>
public sealed record Note(string Id, ImmutableArray<Condition> When, Texts Text);

public sealed record AboutPart(Texts Title, ImmutableArray<Texts> Text);
