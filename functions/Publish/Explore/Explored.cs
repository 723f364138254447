using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>An indicator in each chosen wave.</summary>
/// <param name="Waves">Oldest first.</param>
/// <param name="Newest">The last that has it, whose words are taken.</param>
public sealed record ExploredIndicator(
    string Id,
    IReadOnlyList<IndicatorInWave> Waves,
    IndicatorInWave Newest
);

/// <summary>A figure, or why there is none.</summary>
/// <param name="At">Which of the indicator's waves.</param>
public sealed record ExploredRow(ExploredIndicator Of, int At, string By, string Group)
{
    public IndicatorInWave Wave => Of.Waves[At];

    public string InWave => Wave.Release.Wave;

    /// <summary>Null: the wave has no such row.</summary>
    public RowView? Row { get; } = Of.Waves[At].Row(By, Group);
}

/// <summary>An indicator in a group, over the chosen waves.</summary>
public sealed record ExploredLine(ExploredIndicator Indicator, string By, string Group)
{
    public static ExploredLine Of(ExploredRow row) => new(row.Of, row.By, row.Group);
}

/// <summary>What an address asks for, found in the releases that are out; of what is not in them there is nothing.</summary>
/// <param name="Choices">As asked for, with what the address left out and without what there is not.</param>
/// <param name="Released">Every wave there is to choose, oldest first.</param>
/// <param name="Newest">Whose words the form takes.</param>
/// <param name="Offered">Every indicator there is to choose, each as the last of the releases that has it.</param>
/// <param name="Breakdowns">Likewise.</param>
/// <param name="Indicators">Those chosen.</param>
/// <param name="Faults">Words of what is wrong with the address; none: nothing.</param>
public sealed record Explored(
    ExploreChoices Choices,
    ImmutableArray<string> Released,
    ReleaseView Newest,
    ImmutableArray<(ReleaseView Release, IndicatorView Indicator)> Offered,
    ImmutableArray<BreakdownTexts> Breakdowns,
    ImmutableArray<ExploredIndicator> Indicators,
    ImmutableArray<string> Faults
)
{
    public const int MostIndicators = 12;
    public const int MostWaves = 12;

    /// <summary>Those chosen, oldest first.</summary>
    public IEnumerable<ReleaseView> Releases => Indicators[0].Waves.Select(wave => wave.Release);

    public BreakdownTexts Breakdown =>
        Breakdowns.First(by => Choices.By is { } id ? by.Id == id : by.Items.IsEmpty);

    /// <summary>The ids of the groups that are shown, as the files name them.</summary>
    public IEnumerable<string> Groups =>
        Breakdown
            .Groups.Select(group => group.Id)
            .Where(id => Choices.Groups.IsEmpty || Choices.Groups.Contains($"{Breakdown.Id}:{id}"));

    /// <summary>Two things are set beside each other, and there are two.</summary>
    public bool IsPaired => Choices.Compare != ExplorePairs.None && Faults.IsEmpty;

    /// <summary>Every chosen figure, filtered and sorted.</summary>
    public IEnumerable<ExploredRow> Rows() =>
        Sorted(
            from indicator in Indicators
            from @group in Groups
            from at in Enumerable.Range(0, indicator.Waves.Count)
            select new ExploredRow(indicator, at, Breakdown.Id, @group) into row
            where Choices.Rows == ExploreFilter.All || row.Row?.Estimate is not null
            select row,
            row => row.Row?.Estimate
        );

    /// <summary>Two waves or two groups beside each other, as <see cref="ExploreChoices.Compare"/> says, filtered and
    /// sorted by their difference.</summary>
    public IEnumerable<ExploredPair> Pairs()
    {
        if (!IsPaired)
            return [];
        string[] groups = [.. Groups];
        var all = Choices.Compare switch
        {
            ExplorePairs.Waves => from indicator in Indicators
            from @group in groups
            select ExploredPair.OfWaves(
                new(indicator, 1, Breakdown.Id, @group),
                new(indicator, 0, Breakdown.Id, @group)
            ),
            _ => from indicator in Indicators
            from at in Enumerable.Range(0, indicator.Waves.Count)
            select ExploredPair.OfGroups(
                new(indicator, at, Breakdown.Id, groups[0]),
                new(indicator, at, Breakdown.Id, groups[1]),
                areAll: Breakdown.Groups.Length == 2
            ),
        };
        return Sorted(all.Where(IsLeftIn), pair => pair.Difference);
    }

    private bool IsLeftIn(ExploredPair pair) =>
        Choices.Rows switch
        {
            ExploreFilter.All => true,
            ExploreFilter.Shown => pair.Difference is not null,
            _ => pair.Low > 0 || pair.High < 0,
        };

    /// <summary>What has no figure comes last.</summary>
    private IEnumerable<T> Sorted<T>(IEnumerable<T> rows, Func<T, decimal?> figureOf) =>
        Choices.Sort switch
        {
            ExploreOrder.Highest => rows.OrderByDescending(row =>
                figureOf(row) ?? decimal.MinValue
            ),
            ExploreOrder.Lowest => rows.OrderBy(row => figureOf(row) ?? decimal.MaxValue),
            _ => rows,
        };
}
