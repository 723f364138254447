using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>How the respondents of each demographic cell answered: counters of <see cref="QualityMeasure"/>. They add up,
/// so parts can be counted apart and merged in any order. One thread at a time.</summary>
internal sealed class QualityCounts
{
    private static readonly int Measures = Enum.GetValues<QualityMeasure>().Length;

    /// <summary>Places of the items of each battery.</summary>
    private readonly ImmutableArray<ImmutableArray<int>> _batteries;

    /// <summary>Places of items of several options, with the bits of those that can stand together.</summary>
    private readonly ImmutableArray<(int Place, ulong Together)> _several;
    private readonly (long Of, long Yes)[] _counts;

    private readonly ImmutableArray<int> _judged;

    public QualityCounts(Instrument instrument, CountLayout layout)
    {
        _judged = layout.Judged;
        _batteries =
        [
            .. instrument
                .Derived.OfType<DerivedByCount>()
                .Select(battery => battery.Items.Select(instrument.PlaceOf).ToImmutableArray()),
        ];
        _several =
        [
            .. instrument
                .Items.Select(
                    (item, place) =>
                        (
                            place,
                            item.Kind == ItemKind.Multi
                                ? item.Mask(item.Options.Where(o => !o.Exclusive).Select(o => o.Id))
                                : 0
                        )
                )
                .Where(item => (item.Item2 & (item.Item2 - 1)) != 0),
        ];
        _counts = new (long, long)[layout.Cells * Measures];
    }

    public (long Of, long Yes) this[int cell, QualityMeasure measure] =>
        _counts[cell * Measures + (int)measure];

    /// <summary>Counts one response.</summary>
    /// <param name="response">The last one that it read.</param>
    public void Add(int cell, Coder response)
    {
        var asked = response.Asked;
        var marks = response.Marks;
        // From the end on: most were asked one of the last items.
        var last = _judged.Length - 1;
        while (last >= 0 && !asked[_judged[last]])
            last--;
        var isCompleted = last >= 0 && marks[_judged[last]] != 0;
        Add(cell, QualityMeasure.Completed, 1, isCompleted ? 1 : 0);
        Add(
            cell,
            QualityMeasure.Blank,
            response.JudgedAsked,
            response.JudgedAsked - response.JudgedAnswered
        );

        var (full, same) = (false, false);
        foreach (var battery in _batteries)
        {
            var (isFull, isSame) = (true, true);
            foreach (var place in battery)
            {
                isFull &= marks[place] != 0;
                isSame &= marks[place] == marks[battery[0]];
            }
            full |= isFull;
            same |= isFull && isSame;
        }
        Add(cell, QualityMeasure.SameAnswers, full ? 1 : 0, same ? 1 : 0);

        var (any, every) = (false, false);
        foreach (var (place, together) in _several)
        {
            any |= marks[place] != 0;
            every |= (marks[place] & together) == together;
        }
        Add(cell, QualityMeasure.EveryOption, any ? 1 : 0, every ? 1 : 0);
    }

    public void Merge(QualityCounts other)
    {
        for (var place = 0; place < _counts.Length; place++)
            Add(ref _counts[place], other._counts[place].Of, other._counts[place].Yes);
    }

    private void Add(int cell, QualityMeasure measure, int of, int yes) =>
        Add(ref _counts[cell * Measures + (int)measure], of, yes);

    private static void Add(ref (long Of, long Yes) count, long of, long yes) =>
        count = (count.Of + of, count.Yes + yes);
}
