using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>How often one and the same complete response came, in memory that does not grow with them: a sketch of counters
/// from which the number of identical pairs follows (Charikar, Chen and Farach-Colton 2002; the second moment of Alon,
/// Matias and Szegedy 1996), and what is needed to say how many pairs chance would make. Nothing tells one response from
/// another. Parts add up. One thread at a time.</summary>
/// <remarks>Complete is a response that answers every item it was asked; the items of margins are left aside, since who
/// sends the same again and again may vary those.</remarks>
internal sealed class RepeatCounts
{
    private const int Counters = 4096;

    private readonly ImmutableArray<Item> _items;
    private readonly CountLayout _layout;
    private readonly long[] _sketch = new long[Counters];

    /// <summary>By place: what an item's bits are multiplied with; 0: they are left aside.</summary>
    private readonly ulong[] _factors;

    /// <summary>By the number of items asked: complete responses.</summary>
    private readonly long[] _byLength;

    /// <summary>Complete responses by column: those that have each code of each item.</summary>
    private readonly long[] _counts;

    public RepeatCounts(Instrument instrument, CountLayout layout)
    {
        _items = instrument.Items;
        _layout = layout;
        _factors = new ulong[_items.Length];
        foreach (var place in layout.Judged)
            _factors[place] = Mix((ulong)place) | 1;
        _byLength = new long[layout.Judged.Length + 1];
        _counts = new long[layout.Columns];
    }

    /// <summary>Complete responses.</summary>
    public long Complete => _counts[0];

    /// <summary>Pairs of identical complete responses, give or take 2 % of the responses.</summary>
    public double Pairs => Math.Max(0, (_sketch.Sum(one => (double)one * one) - Complete) / 2);

    /// <summary>Pairs that chance would make, if answers did not depend on each other: two responses that were asked as many
    /// items are the same with the product of the items' probabilities of being answered alike.</summary>
    public double PairsByChance
    {
        get
        {
            var mean = Math.Exp(
                _layout
                    .Judged.Select(place => _items[place])
                    .Where(item => Asked(item) > 0)
                    .Select(item => Math.Log(Alike(item)))
                    .DefaultIfEmpty(0)
                    .Average()
            );
            return _byLength
                .Select((people, length) => people * (people - 1.0) / 2 * Math.Pow(mean, length))
                .Sum();
        }
    }

    /// <summary>Counts a response, if it is complete.</summary>
    /// <param name="response">The last one that it read.</param>
    /// <param name="columns">What it read of it.</param>
    public void Add(Coder response, ReadOnlySpan<int> columns)
    {
        var length = response.JudgedAsked;
        if (length == 0 || response.JudgedAnswered < length)
            return;
        _byLength[length]++;
        foreach (var column in columns)
            _counts[column]++;
        var marks = response.Marks;
        var sum = 0UL;
        for (var place = 0; place < _factors.Length; place++)
            sum += _factors[place] * marks[place];
        // Of two that differ the sums do too, but for one chance in 2^63 (multilinear hashing, Carter and Wegman 1979).
        var hash = Mix(sum);
        _sketch[hash % Counters] += (hash >> 63) == 0 ? 1 : -1;
    }

    public void Merge(RepeatCounts other)
    {
        Add(_sketch, other._sketch);
        Add(_byLength, other._byLength);
        Add(_counts, other._counts);
    }

    /// <summary>Complete responses that were asked the item.</summary>
    private long Asked(Item item) => Complete - _counts[_layout[item.Id].NotAsked];

    /// <summary>The probability that two who were asked the item answer alike.</summary>
    private double Alike(Item item)
    {
        var (first, asked) = (_layout[item.Id].First, (double)Asked(item));
        var shares = item.Options.Select((_, option) => _counts[first + option] / asked);
        return item.Kind == ItemKind.Multi
            ? shares.Aggregate(1.0, (all, p) => all * (p * p + (1 - p) * (1 - p)))
            : shares.Sum(p => p * p);
    }

    private static void Add(long[] own, long[] more)
    {
        for (var place = 0; place < own.Length; place++)
            own[place] += more[place];
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014): the same on every machine, as a release made again must be.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
