using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Survey.Ask;

/// <summary>What this survey's pages say beside its questions (pages.json). Texts may hold <see cref="Placeholders"/>.</summary>
public sealed partial record PageTexts
{
    private static readonly Texts Nothing = new(ImmutableDictionary<string, string>.Empty);

    /// <summary>Who is responsible; null: nobody yet, and no wave opens.</summary>
    public Operator? Operator { get; init; }

    /// <summary>Addresses of a neutral page that "leave now" opens.</summary>
    public Texts Exit { get; init; } = Nothing;

    /// <summary>Years from which the law lets a young person consent alone.</summary>
    public int ConsentAge { get; init; }

    /// <summary>How long the survey takes at most.</summary>
    public int Minutes { get; init; }

    /// <summary>The first screen's sentences, above the button.</summary>
    public ImmutableArray<Texts> Intro { get; init; } = [];

    /// <summary>For those below the consent age, above the button.</summary>
    public Texts Young { get; init; } = Nothing;

    /// <summary>One tap away on the first screen.</summary>
    public ImmutableArray<Texts> More { get; init; } = [];

    /// <summary>Said when the help lines open by themselves.</summary>
    public Texts AfterSensitive { get; init; } = Nothing;

    public ImmutableArray<Battery> Batteries { get; init; } = [];

    /// <summary>Shown after sending, the first few that hold.</summary>
    public ImmutableArray<Note> Notes { get; init; } = [];

    /// <summary>Offered after sending; those whose conditions hold.</summary>
    public ImmutableArray<QuizQuestion> Quiz { get; init; } = [];

    /// <summary>The questionnaire on paper, by whom it is for.</summary>
    public ImmutableArray<Sheet> Sheets { get; init; } = [];

    /// <summary>For students and those who look after them.</summary>
    public ImmutableArray<AboutPart> About { get; init; } = [];

    /// <summary>For schools and whoever studies the method.</summary>
    public ImmutableArray<AboutPart> Schools { get; init; } = [];

    /// <summary>What is filled in when a page is written, between braces: <c>{operator}</c>.</summary>
    public static ImmutableArray<string> Placeholders { get; } =
    [
        "operator",
        "contact",
        "consentAge",
        "minutes",
        "population",
        "items",
        "sensitive",
        "eraseAfterDays",
    ];

    /// <summary>Finds the placeholders in a text; group 1 is the name.</summary>
    [GeneratedRegex("\\{([^}]*)\\}")]
    public static partial Regex Placeholder();
}

/// <param name="Contact">A mail address or telephone number.</param>
public sealed record Operator(Texts Name, string Contact);

/// <summary>Neighbouring items with the same options, on one screen.</summary>
/// <param name="Text">Above them; null: nothing.</param>
public sealed record Battery(ImmutableArray<string> Items, Texts? Text);

/// <param name="When">All of them hold; none: shown to everybody, also where the answers are not known.</param>
public sealed record Note(string Id, ImmutableArray<Condition> When, Texts Text);

/// <param name="When">As a note's.</param>
/// <param name="Why">Said after answering.</param>
public sealed record QuizQuestion(
    string Id,
    ImmutableArray<Condition> When,
    Texts Text,
    ImmutableArray<QuizAnswer> Answers,
    Texts Why
);

public sealed record QuizAnswer(Texts Text, bool Right);

/// <summary>A version on paper: what is asked of people who would give one of these answers.</summary>
/// <param name="Id">In its address.</param>
public sealed record Sheet(string Id, Texts Name, Condition Given);

public sealed record AboutPart(Texts Title, ImmutableArray<Texts> Text);
