using System.Collections.Immutable;
using System.Numerics;
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
    private readonly ImmutableArray<int> _judged;
    private readonly long[] _sketch = new long[Counters];

    /// <summary>By the number of items asked: complete responses.</summary>
    private readonly long[] _byLength;

    /// <summary>By item: complete responses that were asked it, and that marked each option.</summary>
    private readonly long[] _asked;
    private readonly long[][] _marked;

    public RepeatCounts(Instrument instrument, CountLayout layout)
    {
        _items = instrument.Items;
        _judged = layout.Judged;
        _byLength = new long[_items.Length + 1];
        _asked = new long[_items.Length];
        _marked = [.. _items.Select(item => new long[item.Options.Length])];
    }

    /// <summary>Complete responses.</summary>
    public long Complete => _byLength.Sum();

    /// <summary>Pairs of identical complete responses, give or take 2 % of the responses.</summary>
    public double Pairs => Math.Max(0, (_sketch.Sum(one => (double)one * one) - Complete) / 2);

    /// <summary>Pairs that chance would make, if answers did not depend on each other: two responses that were asked as many
    /// items are the same with the product of the items' probabilities of being answered alike.</summary>
    public double PairsByChance
    {
        get
        {
            var mean = Math.Exp(
                _judged
                    .Where(place => _asked[place] > 0)
                    .Select(place => Math.Log(Alike(place)))
                    .DefaultIfEmpty(0)
                    .Average()
            );
            return _byLength
                .Select((people, length) => people * (people - 1.0) / 2 * Math.Pow(mean, length))
                .Sum();
        }
    }

    /// <summary>Counts one response, if it is complete.</summary>
    public void Add(ReadOnlySpan<bool> asked, ReadOnlySpan<ulong> marks)
    {
        var (length, hash) = (0, 14695981039346656037UL);
        foreach (var place in _judged)
        {
            if (asked[place] && marks[place] == 0)
                return;
            length += asked[place] ? 1 : 0;
            hash = Mix(hash ^ marks[place]);
        }
        if (length == 0)
            return;
        _byLength[length]++;
        _sketch[hash % Counters] += (hash >> 63) == 0 ? 1 : -1;
        foreach (var place in _judged)
            if (asked[place])
            {
                _asked[place]++;
                for (var bits = marks[place]; bits != 0; bits &= bits - 1)
                    _marked[place][BitOperations.TrailingZeroCount(bits)]++;
            }
    }

    public void Merge(RepeatCounts other)
    {
        Add(_sketch, other._sketch);
        Add(_byLength, other._byLength);
        Add(_asked, other._asked);
        for (var place = 0; place < _marked.Length; place++)
            Add(_marked[place], other._marked[place]);
    }

    /// <summary>The probability that two who were asked the item answer alike.</summary>
    private double Alike(int place)
    {
        var shares = _marked[place].Select(one => (double)one / _asked[place]);
        return _items[place].Kind == ItemKind.Multi
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
