using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>What a release says to young people and to their parents. Of each list of figures the first few that are
/// published are shown.</summary>
/// <param name="Known">What the young say that their parents know.</param>
/// <param name="Does">What they say that they do.</param>
/// <param name="Talk">What parents and the young could talk about.</param>
public sealed record PublicTexts(
    ImmutableArray<PublicFigure> Figures,
    ImmutableArray<PublicFigure> Known,
    ImmutableArray<PublicFigure> Does,
    ImmutableArray<Texts> Talk
);

/// <summary>An indicator in words for young people: so many in 100 <see cref="Of"/> <see cref="Text"/>.</summary>
/// <param name="Of">Whom the figure is of: young people who play online.</param>
/// <param name="Text">What they do, as the end of the sentence.</param>
public sealed record PublicFigure(string Indicator, Texts Of, Texts Text);
