using System.Diagnostics;
using System.Numerics;
using Survey.Ask;
using Survey.Estimate;
using Survey.Standalone.Demo;

namespace Survey.Benchmarks;

/// <summary>Counting from memory: against the least that it can be, and the memory it takes while a wave grows.</summary>
internal static class TightLoop
{
    private const string Wave = "2026-Q4";

    /// <summary>On one thread, in turns within one run: a loop that adds each answer to its counter and does nothing else;
    /// our counters, with derived variables, tables, models and quality; and both passes of a wave, completed.</summary>
    public static async Task RunAsync(int rounds, int count)
    {
        var definition = Load(out var texts, count);
        var loop = new Loop(definition);
        var kept = Keyed(texts, count);
        var (ratios, completed) = (new List<double>(), new List<double>());
        // The first rounds are compiled ones and are not counted.
        for (var round = -2; round < rounds; round++)
        {
            GC.Collect();
            var tight = Measure(() => Array.ForEach(texts, loop.Add));
            var tally = new Tally(definition);
            var ours = Measure(() => Array.ForEach(texts, tally.Add));
            var started = Environment.CpuUsage.TotalTime;
            await Counting.CountAsync(definition, Wave, [kept]);
            var both = (Environment.CpuUsage.TotalTime - started).TotalSeconds;
            if (round < 0)
                continue;
            ratios.Add(tight / ours);
            completed.Add(tight / both);
            Console.WriteLine(
                $"round {round}: tight loop {count / tight:F0}/s, our counters {tight / ours:P0} of it, a wave completed {tight / both:P0}"
            );
        }
        ratios.Sort();
        completed.Sort();
        Console.WriteLine(
            $"median: our counters {ratios[rounds / 2]:P0}, a wave completed {completed[rounds / 2]:P0}"
        );
    }

    /// <summary>The most memory that the process ever had, as waves grow.</summary>
    public static async Task RunMemoryAsync(params int[] sizes)
    {
        var definition = Load(out var texts, 10_000);
        await Counting.CountAsync(definition, Wave, [Keyed(texts, 10_000)]);
        foreach (var size in sizes)
        {
            var counted = await Counting.CountAsync(definition, Wave, [Keyed(texts, size)]);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{counted.Tally.Responses} responses: working set at most {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"
                )
            );
        }
    }

    private static Definition Load(out string[] texts, int count)
    {
        var surveys = Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");
        var definition = Definitions.Load(surveys);
        var people = new People(definition.Instrument, PeopleModel.Load(surveys), seed: 1, wave: 0);
        texts = [.. Enumerable.Range(0, count).Select(number => people.Answer(number).Encode())];
        return definition;
    }

    /// <summary>As many as asked, from those texts again and again.</summary>
    private static IAsyncEnumerable<KeptAnswers> Keyed(string[] texts, int count) =>
        Enumerable
            .Range(0, count)
            .Select(number => new KeptAnswers($"{number:x32}", texts[number % texts.Length]))
            .ToAsyncEnumerable();

    /// <summary>Processor seconds: what else the machine does is not in them.</summary>
    private static double Measure(Action act)
    {
        var started = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - started).TotalSeconds;
    }

    private sealed class Loop(Definition definition)
    {
        private readonly CountLayout _layout = new(definition);
        private readonly (int Width, int First, int Options)[] _items =
        [
            .. definition.Instrument.Items.Select(item =>
                (item.Width, new CountLayout(definition)[item.Id].First, item.Options.Length)
            ),
        ];
        private readonly ulong[] _marks = new ulong[definition.Instrument.Items.Length];
        private readonly int[] _codes = new int[definition.Population.Margins.Length];
        private readonly long[] _counts = Counters(new CountLayout(definition));

        public void Add(string text)
        {
            var at = 0;
            for (var place = 0; place < _items.Length; place++)
            {
                _marks[place] = Answers.ReadField(text.AsSpan(at, _items[place].Width));
                at += _items[place].Width;
            }
            for (var margin = 0; margin < _codes.Length; margin++)
                _codes[margin] = BitOperations.TrailingZeroCount(
                    _marks[_layout.MarginPlaces[margin]]
                );
            var row = _counts.AsSpan(_layout.CellOf(_codes) * _layout.Columns, _layout.Columns);
            row[0]++;
            for (var place = 0; place < _items.Length; place++)
            {
                var (_, first, options) = _items[place];
                var bits = _marks[place];
                if (bits == 0)
                    row[first + options]++;
                for (; bits != 0; bits &= bits - 1)
                    row[first + BitOperations.TrailingZeroCount(bits)]++;
            }
        }

        private static long[] Counters(CountLayout layout) =>
            new long[layout.Cells * layout.Columns];
    }
}
