using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>The <see cref="PublicTexts"/> of the day a release was published.</summary>
public sealed record PublicView(
    ImmutableArray<PublicFigureView> Figures,
    ImmutableArray<PublicFigureView> Known,
    ImmutableArray<PublicFigureView> Does,
    ImmutableArray<ImmutableSortedDictionary<string, string>> Talk
)
{
    internal static PublicView? Of(PublicTexts? texts) =>
        texts is null
            ? null
            : new(
                [.. texts.Figures.Select(PublicFigureView.Of)],
                [.. texts.Known.Select(PublicFigureView.Of)],
                [.. texts.Does.Select(PublicFigureView.Of)],
                [.. texts.Talk.Select(text => text.Sorted())]
            );
}

public sealed record PublicFigureView(
    string Indicator,
    ImmutableSortedDictionary<string, string> Whom,
    ImmutableSortedDictionary<string, string> Text
)
{
    internal static PublicFigureView Of(PublicFigure figure) =>
        new(figure.Indicator, figure.Of.Sorted(), figure.Text.Sorted());
}
