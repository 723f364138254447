using System.Collections.Concurrent;
using System.Collections.Immutable;
using Survey.Ask;
using Survey.Collect;

namespace Survey.Manage;

/// <param name="Margin">Item or coarser grouping of the population.</param>
/// <param name="Rows">Category, its share of the responses that say one, and of the population; in percent to the
/// nearest 5. Empty: fewer than 30 say one.</param>
public sealed record ShareTable(
    string Margin,
    ImmutableArray<(string Category, int Share, int Population)> Rows
);

/// <summary>Who answers an open wave, beside the population. Only from <see cref="Least"/> responses, to the nearest 5 %,
/// and counted once an hour, so that one more response shows in nothing.</summary>
public sealed class WaveShares(Responses responses, Definition definition, TimeProvider time)
{
    public const int Least = 30;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<
        string,
        (long Since, ImmutableArray<ShareTable> Tables)
    > _held = [];

    /// <summary>Empty unless the wave takes responses.</summary>
    public async Task<ImmutableArray<ShareTable>> OfAsync(Wave wave, CancellationToken cancel)
    {
        if (!wave.AcceptsResponses || definition.Asked(wave.Instrument) is not { } asked)
            return [];
        if (_held.TryGetValue(wave.Id, out var held) && time.GetElapsedTime(held.Since) < Fresh)
            return held.Tables;
        var tables = await CountAsync(asked, wave.Id, cancel);
        _held[wave.Id] = (time.GetTimestamp(), tables);
        return tables;
    }

    private async Task<ImmutableArray<ShareTable>> CountAsync(
        Definition asked,
        string wave,
        CancellationToken cancel
    )
    {
        var instrument = asked.Instrument;
        var margins = asked
            .Population.Margins.Select(margin => new Counted(instrument, margin))
            .ToArray();
        var isAsked = new bool[instrument.Items.Length];
        var marks = new ulong[instrument.Items.Length];
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (var one in responses.ReadAsync(wave, shard, cancel))
            {
                Answers.Decode(instrument, one.Text, isAsked, marks);
                foreach (var margin in margins)
                    margin.Add(marks);
            }
        return [.. margins.Select(margin => margin.Table())];
    }

    private sealed class Counted
    {
        private readonly int _place;
        private readonly Margin _margin;
        private readonly ulong[] _masks;
        private readonly long[] _counts;

        public Counted(Instrument instrument, Margin margin)
        {
            _place = instrument.PlaceOf(margin.Item);
            _margin = margin.Coarse() ?? margin;
            _masks =
            [
                .. _margin.Categories.Select(category =>
                    instrument.Items[_place].Mask(category.Options)
                ),
            ];
            _counts = new long[_masks.Length];
        }

        public void Add(ulong[] marks)
        {
            for (var category = 0; category < _masks.Length; category++)
                if ((marks[_place] & _masks[category]) != 0)
                    _counts[category]++;
        }

        public ShareTable Table()
        {
            var all = _counts.Sum();
            var people = _margin.Categories.Sum(category => category.People);
            return new(
                _margin.Item,
                all < Least
                    ? []
                    :
                    [
                        .. _margin.Categories.Select(
                            (category, at) =>
                                (
                                    category.Id,
                                    NearestFive(_counts[at], all),
                                    NearestFive(category.People, people)
                                )
                        ),
                    ]
            );
        }

        private static int NearestFive(long part, long all) =>
            5 * (int)Math.Round(20.0 * part / all, MidpointRounding.AwayFromZero);
    }
}
