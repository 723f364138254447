using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>How well a wave was answered, unweighted: over everybody, and over the groups of coarser groupings (areas).</summary>
internal static class Quality
{
    public static ImmutableArray<QualityShare> Of(
        Definition definition,
        IEnumerable<Group> groups,
        Tally tally
    )
    {
        var coarse = definition
            .Population.Margins.Select(margin => margin.Coarser?.Id)
            .OfType<string>()
            .ToHashSet();
        var shown = definition
            .Reporting.Breakdowns.Where(by =>
                by.Items.IsEmpty || (by.Items is [var item] && coarse.Contains(item))
            )
            .Select(by => by.Id)
            .ToHashSet();
        return
        [
            .. Enum.GetValues<QualityMeasure>()
                .SelectMany(measure =>
                    groups
                        .Where(group => shown.Contains(group.By))
                        .Select(group => new QualityShare(
                            measure,
                            group.By,
                            group.Id,
                            group.Cells.Sum(cell => tally[cell][0]),
                            group.Cells.Sum(cell => tally.Quality[cell, measure].Of),
                            group.Cells.Sum(cell => tally.Quality[cell, measure].Yes)
                        ))
                ),
        ];
    }

    /// <summary>Of each item but those of margins, which are completed; in the order of asking.</summary>
    public static ImmutableArray<ItemBlank> Blank(Instrument instrument, Tally tally) =>
        [
            .. tally
                .Layout.Judged.Select(place => instrument.Items[place])
                .Select(item =>
                {
                    var columns = tally.Layout[item.Id];
                    var notAsked = Sum(tally, columns.NotAsked);
                    return new ItemBlank(
                        item.Id,
                        tally.Responses - notAsked,
                        notAsked,
                        Sum(tally, columns.NoAnswer)
                    );
                }),
        ];

    private static long Sum(Tally tally, int column) =>
        Enumerable.Range(0, tally.Layout.Cells).Sum(cell => tally[cell][column]);
}

public enum QualityMeasure
{
    /// <summary>Responses that answer the last item they were asked, of all.</summary>
    Completed,

    /// <summary>Items left blank, of all items asked; those of margins aside.</summary>
    Blank,

    /// <summary>Responses with one and the same answer to every item of a battery (the items that a derived variable
    /// counts), of those that answered all of one.</summary>
    SameAnswers,

    /// <summary>Responses that mark every option of an item of several that can stand together, of those that answered
    /// one.</summary>
    EveryOption,
}

/// <summary>A share, <paramref name="Yes"/> over <paramref name="Of"/>, in a group of so many respondents.</summary>
public sealed record QualityShare(
    QualityMeasure Measure,
    string GroupBy,
    string Group,
    long People,
    long Of,
    long Yes
);

/// <summary>Who left an item blank, of those asked; respondents.</summary>
public sealed record ItemBlank(string Item, long Asked, long NotAsked, long Blank);
