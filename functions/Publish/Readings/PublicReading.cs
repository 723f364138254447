using System.Collections.Immutable;
using System.Globalization;

namespace Survey.Publish.Readings;

/// <summary>What of a release anybody is shown: national figures that are published, none of them of a sensitive
/// question, in the order in which the survey's data prefers them.</summary>
public sealed record PublicReading(
    ImmutableArray<PublicFigureRead> Figures,
    ImmutableArray<PublicFigureRead> Known,
    ImmutableArray<PublicFigureRead> Does,
    ImmutableArray<ImmutableSortedDictionary<string, string>> Talk
)
{
    /// <summary>So many lead to the page from others.</summary>
    public const int First = 3;

    private const int MostFigures = 5;
    private const int MostKnown = 2;
    private const int MostDone = 3;

    /// <summary>Null: nothing of the release can be shown.</summary>
    public static PublicReading? Of(ReleaseView release)
    {
        if (release.Texts.Public is not { } texts)
            return null;
        var figures = Shown(texts.Figures, MostFigures);
        var (known, does) = (Shown(texts.Known, MostKnown), Shown(texts.Does, MostDone));
        // One without the other compares nothing.
        var compares = known.Length > 0 && does.Length > 0;
        return figures.IsEmpty
            ? null
            : new(figures, compares ? known : [], compares ? does : [], texts.Talk);

        ImmutableArray<PublicFigureRead> Shown(IEnumerable<PublicFigureView> wanted, int most) =>
            [
                .. wanted
                    .Select(one => PublicFigureRead.Of(release, one))
                    .OfType<PublicFigureRead>()
                    .Take(most),
            ];
    }
}

/// <param name="InHundred">The estimate, to the nearest whole.</param>
/// <param name="Low">Of its 95 % interval, rounded outwards as is the other end.</param>
public sealed record PublicFigureRead(PublicFigureView Texts, int InHundred, int Low, int High)
{
    /// <summary>In percent; not nobody and not everybody where it is close to that.</summary>
    public string Short =>
        InHundred switch
        {
            0 => "< 1\u00a0%",
            100 => "> 99\u00a0%",
            _ => string.Create(CultureInfo.InvariantCulture, $"{InHundred}\u00a0%"),
        };

    /// <summary>Null: it is not published, nobody or everybody said it, or its question is a sensitive one.</summary>
    public static PublicFigureRead? Of(ReleaseView release, PublicFigureView texts) =>
        release.Find(texts.Indicator) is { Sensitive: false } indicator
        && release.Total(indicator)
            is { Estimate: { } estimate, CiLow: { } low, CiHigh: { } high } total
        && total.Status == FileWords.Of(Status.Published)
            ? new(
                texts,
                (int)decimal.Round(100 * estimate, MidpointRounding.AwayFromZero),
                (int)decimal.Floor(100 * low),
                (int)decimal.Ceiling(100 * high)
            )
            : null;
}
