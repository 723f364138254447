using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>What is printed to take a wave to schools (kit.json). Texts may hold <see cref="Placeholders"/>.</summary>
/// <param name="Sheet">Above the questions on paper.</param>
public sealed record Kit(
    KitPoster Poster,
    KitCard Card,
    ImmutableArray<Texts> Sheet,
    ImmutableArray<KitPaper> Papers
)
{
    /// <summary>The poster's name in its address.</summary>
    public const string PosterId = "poster";

    /// <summary>The sheet of cards'.</summary>
    public const string CardsId = "cards";

    /// <summary>Those of <see cref="PageTexts.Placeholders"/>, and what only a wave knows.</summary>
    public static ImmutableArray<string> Placeholders { get; } =
    [.. PageTexts.Placeholders, "wave", "address", "firstDay", "lastDay"];
}

/// <param name="Foot">Under the address.</param>
public sealed record KitPoster(
    Texts Title,
    ImmutableArray<Texts> Lines,
    ImmutableArray<Texts> Foot
);

public sealed record KitCard(Texts Title, ImmutableArray<Texts> Lines);

/// <summary>A letter or a page of instructions.</summary>
/// <param name="Id">In its address.</param>
public sealed record KitPaper(string Id, Texts Title, ImmutableArray<KitPart> Parts);

/// <param name="Title">Null: it goes on from the part before.</param>
/// <param name="IsList">The text's paragraphs are points of a list.</param>
/// <param name="IsSlip">To be cut off.</param>
/// <param name="Help">The help lines follow.</param>
/// <param name="Address">The address and its code follow.</param>
public sealed record KitPart(
    Texts? Title,
    ImmutableArray<Texts> Text,
    bool IsList,
    bool IsSlip,
    bool Help,
    bool Address
);
