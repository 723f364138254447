namespace Survey.Publish;

/// <summary>Chooses rows of little worth together so that every set of rows that holds a small count is met: the row in
/// most sets for its worth first, and then without each of those chosen in turn, as long as that gets better.</summary>
internal sealed class LeastRows
{
    private readonly Place[] _rows;
    private readonly double[] _worths;

    /// <summary>Per set the places of its rows, and of those that must all be hidden for it to hold.</summary>
    private readonly (int[] Rows, int[] Unless)[] _sets;

    /// <summary>Per row the sets that it is in, on either side.</summary>
    private readonly ILookup<int, int> _setsOf;
    private readonly ILookup<int, int> _unlessOf;

    public LeastRows(IReadOnlyCollection<HoldingRows> sets, Func<Place, double> worth)
    {
        _rows = [.. sets.SelectMany(set => set.Rows).Distinct()];
        _worths = [.. _rows.Select(worth)];
        var places = _rows.Index().ToDictionary(row => row.Item, row => row.Index);
        _sets =
        [
            .. sets.Where(set => set.Unless.All(places.ContainsKey))
                .Select(set =>
                    (
                        set.Rows.Select(row => places[row]).ToArray(),
                        set.Unless.Select(row => places[row]).ToArray()
                    )
                ),
        ];
        _setsOf = Sets(set => set.Rows);
        _unlessOf = Sets(set => set.Unless);

        ILookup<int, int> Sets(Func<(int[] Rows, int[] Unless), int[]> side) =>
            _sets
                .Index()
                .SelectMany(set => side(set.Item).Select(row => (row, set.Index)))
                .ToLookup(one => one.row, one => one.Index);
    }

    public HashSet<Place> Meet()
    {
        var best = Choose(without: -1);
        while (
            best.Select(Choose).FirstOrDefault(other => Worth(other) < Worth(best) - 1e-9)
                is { } better
        )
            best = better;
        return [.. best.Select(row => _rows[row])];
    }

    /// <param name="without">A row to hide only where nothing else is left.</param>
    private List<int> Choose(int without)
    {
        var hits = new int[_sets.Length];
        var waits = Array.ConvertAll(_sets, set => set.Unless.Length);
        var counts = new int[_rows.Length];
        for (var set = 0; set < _sets.Length; set++)
            Count(set, 1);
        var hidden = new List<int>();
        while (Next() is >= 0 and var next)
        {
            hidden.Add(next);
            foreach (var set in _setsOf[next])
            {
                Count(set, -1);
                hits[set]++;
            }
            foreach (var set in _unlessOf[next])
            {
                waits[set]--;
                Count(set, 1);
            }
        }
        foreach (var row in hidden.OrderByDescending(row => _worths[row]).ToList())
        {
            if (_setsOf[row].Any(set => hits[set] == 1 && waits[set] == 0))
                continue;
            hidden.Remove(row);
            foreach (var set in _setsOf[row])
                hits[set]--;
            foreach (var set in _unlessOf[row])
                waits[set]++;
        }
        return hidden;

        // Of sets that hold and are not met.
        void Count(int set, int by)
        {
            if (hits[set] == 0 && waits[set] == 0)
                foreach (var row in _sets[set].Rows)
                    counts[row] += by;
        }

        int Next()
        {
            var (best, most) = (-1, 0.0);
            for (var row = 0; row < counts.Length; row++)
                if (
                    counts[row] / _worths[row] * (row == without ? 1e-6 : 1) is var score
                    && score > most
                )
                    (best, most) = (row, score);
            return best;
        }
    }

    private double Worth(List<int> hidden) => hidden.Sum(row => _worths[row]);
}
