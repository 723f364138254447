using System.Collections.Immutable;
using Survey.Publish.Charts;

namespace Survey.Publish.Pages;

/// <summary>What was chosen, a page of it at a time, and its charts in the page's language.</summary>
public sealed class ExploreCharts
{
    /// <summary>On a page with lines each has a chart.</summary>
    private const int MostLines = 8;
    private const int MostRows = 60;

    private readonly PageContext _view;
    private readonly Explored _found;

    public ExploreCharts(PageContext view, Explored found)
    {
        (_view, _found) = (view, found);
        var isLine = found.Choices.Show == ExploreView.Line;
        var most = isLine ? MostLines : MostRows;
        ExploredPair[] pairs = [.. found.Pairs()];
        ExploredRow[] rows = [.. found.Rows()];
        ExploredLine[] lines = [.. rows.Select(ExploredLine.Of).Distinct()];
        var count =
            found.IsPaired ? pairs.Length
            : isLine ? lines.Length
            : rows.Length;
        Count = found.IsPaired ? pairs.Length : rows.Length;
        Pages = Math.Max(1, (count + most - 1) / most);
        Page = Math.Min(found.Choices.Page, Pages);
        Pairs = [.. pairs.Skip((Page - 1) * most).Take(most)];
        var own = lines.Skip((Page - 1) * most).Take(most).ToHashSet();
        Rows =
        [
            .. found.IsPaired ? Pairs.SelectMany(pair => new[] { pair.First, pair.Second })
            : isLine ? rows.Where(row => own.Contains(ExploredLine.Of(row)))
            : rows.Skip((Page - 1) * most).Take(most),
        ];
        Lines = [.. Rows.Select(ExploredLine.Of).Distinct()];
    }

    /// <summary>Rows or pairs, on all pages.</summary>
    public int Count { get; }

    public int Pages { get; }

    /// <summary>That of the address, or the last there is.</summary>
    public int Page { get; }

    public ImmutableArray<ExploredRow> Rows { get; }

    /// <summary>None: rows stand alone.</summary>
    public ImmutableArray<ExploredPair> Pairs { get; }

    public ImmutableArray<ExploredLine> Lines { get; }

    /// <param name="at">Which on the page.</param>
    public SeriesChart Line(ExploredLine line, int at) =>
        SeriesCharts.Of(
            _view,
            line.Indicator.Newest,
            line.Indicator.Waves,
            (line.By, line.Group)
        ) with
        {
            Id = FormattableString.Invariant($"line-{at}"),
        };

    /// <summary>The address of that chart as a picture.</summary>
    public string AddressOf(ExploredLine line) =>
        (
            _found.Choices with
            {
                Indicators = [line.Indicator.Id],
                Groups = _found.Choices.By is null ? [] : [$"{line.By}:{line.Group}"],
                Compare = ExplorePairs.None,
                Page = 1,
            }
        ).Address($"{Explore.Path}/chart.svg");

    public RowsChart Bars()
    {
        var isOne = _found.Indicators.Length == 1;
        var units = _found
            .Indicators.Select(one => new Sentences(_view, one.Newest.Release).Denominator(one.Id))
            .Distinct()
            .ToArray();
        return new(
            "bars",
            isOne ? Title(_found.Indicators[0]) : _view["explore"],
            _view["chart-text"],
            _view.Fill("percent-of", units is [var unit] ? unit : _view["of-its-base"]),
            LabelsAbove: !isOne,
            [
                .. Together(Rows, row => row.Of)
                    .Select(group =>
                        group.Select((row, at) => Row(row, at == 0)).ToImmutableArray()
                    ),
            ],
            HasBars: true
        );
    }

    /// <summary>The first chart of this page as a file.</summary>
    public byte[] Picture()
    {
        var source = Citation.SourceOf(_view, [.. _found.Releases]);
        if (_found.Choices.Show == ExploreView.Line && Lines is [var first, ..])
            return SvgFile.Write(Line(first, 0).Draw(), Line(first, 0).Title, source);
        return SvgFile.Write(Bars().Draw(), Bars().Title, source);
    }

    public string Title(ExploredIndicator indicator) =>
        _view.Say(indicator.Newest.Indicator!.Title);

    public string GroupOf(ExploredRow row) =>
        _view.Say(_found.Breakdown.Groups.First(group => group.Id == row.Group).Text);

    /// <summary>Group and wave, where there are several of them.</summary>
    public string Label(ExploredRow row) =>
        _found.Choices.Waves.Length == 1 ? GroupOf(row)
        : _found.Choices.By is null ? row.InWave
        : $"{GroupOf(row)}, {row.InWave}";

    /// <summary>Neighbours of one indicator.</summary>
    public static IEnumerable<ImmutableArray<T>> Together<T>(
        IEnumerable<T> rows,
        Func<T, ExploredIndicator> indicatorOf
    )
    {
        var together = ImmutableArray.CreateBuilder<T>();
        foreach (var row in rows)
        {
            if (together.Count > 0 && indicatorOf(together[0]) != indicatorOf(row))
                yield return together.DrainToImmutable();
            together.Add(row);
        }
        if (together.Count > 0)
            yield return together.DrainToImmutable();
    }

    /// <param name="isFirst">Of its indicator, whose name it says.</param>
    private ChartRow Row(ExploredRow row, bool isFirst) =>
        new(
            _found.Indicators.Length > 1 && isFirst ? $"{Title(row.Of)}: {Label(row)}" : Label(row),
            _view.Shown(row.Row),
            _view.WhyHidden(row.Row),
            IsWhole: _found.Choices.By is null
        );
}
