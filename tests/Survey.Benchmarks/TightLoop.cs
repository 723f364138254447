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

    /// <summary>On one thread, in turns within one run: a loop over the same counters, which reads each answer, adds it to its
    /// counter, and is told beforehand which counters of derived variables, tables, models, quality and repeated responses
    /// the response adds to; our counters, which work that out; and a wave, completed.</summary>
    public static async Task RunAsync(int rounds, int count)
    {
        var definition = Load(out var texts, count);
        var loop = new Loop(definition, texts);
        var kept = Keyed(texts, count);
        var (tight, ours, whole) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            tight = Math.Min(tight, Measure(loop.Run));
            var tally = new Tally(definition);
            ours = Math.Min(ours, Measure(() => Array.ForEach(texts, tally.Add)));
            var started = Environment.CpuUsage.TotalTime;
            await Counting.CountAsync(definition, Wave, [kept]);
            whole = Math.Min(whole, (Environment.CpuUsage.TotalTime - started).TotalSeconds);
        }
        Console.WriteLine(
            $"quickest of {rounds} rounds: tight loop {count / tight:F0}/s, our counters {tight / ours:P0} of it, a wave completed {tight / whole:P0}"
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

    private sealed class Loop(Definition definition, string[] texts)
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
        private readonly int[][] _further = Further(definition, texts);
        private readonly long[] _furtherCounts = new long[1 << 20];

        public void Run()
        {
            for (var one = 0; one < texts.Length; one++)
            {
                Add(texts[one]);
                foreach (var counter in _further[one])
                    _furtherCounts[counter]++;
            }
        }

        private void Add(string text)
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

        /// <summary>By response: the counters of each derived variable, each table and model that it is part of, and each
        /// measure of quality, within its cell.</summary>
        private static int[][] Further(Definition definition, string[] texts)
        {
            var (reporting, layout) = (definition.Reporting, new CountLayout(definition));
            var coder = new Coder(definition, layout);
            SideCodes[][] patterns =
            [
                .. reporting
                    .Associations.Select(table => new[] { table.Rows, table.Columns })
                    .Concat(
                        reporting.Models.Select(model =>
                            (Side[])[.. model.Predictors, model.Outcome]
                        )
                    )
                    .Select(sides =>
                        sides.Select(side => new SideCodes(side, reporting, layout)).ToArray()
                    ),
            ];
            var derived = definition.Instrument.Derived.Length;
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            return [.. texts.Select(text => CountersOf(text).ToArray())];

            List<int> CountersOf(string text)
            {
                var columns = coder.Read(text, out var cell);
                var found = new List<int>();
                foreach (var column in columns[^derived..])
                    found.Add(Place($"{cell}/{column}"));
                for (var pattern = 0; pattern < patterns.Length; pattern++)
                {
                    var levels = new List<int>();
                    foreach (var side in patterns[pattern])
                        levels.Add(side.LevelOf(coder.Marks));
                    if (!levels.Contains(-1))
                        found.Add(Place($"{cell}/{pattern}: {string.Join(' ', levels)}"));
                }
                // What is the same in complete responses: their codes, how many items they were asked, and a sketch.
                if (coder.JudgedAsked is > 0 and var asked && asked == coder.JudgedAnswered)
                {
                    foreach (var column in columns)
                        found.Add(Place($"complete/{column}"));
                    found.AddRange([
                        Place($"asked/{asked}"),
                        Place($"sketch/{found.Sum() % 4096}"),
                    ]);
                }
                // Of each measure, whom it is about and who meets it.
                foreach (var measure in Enum.GetValues<QualityMeasure>())
                    found.AddRange([Place($"{cell}/of {measure}"), Place($"{cell}/{measure}")]);
                return found;
            }

            int Place(string name)
            {
                places.TryAdd(name, places.Count);
                return places[name];
            }
        }

        private static long[] Counters(CountLayout layout) =>
            new long[layout.Cells * layout.Columns];
    }
}
