using System.Diagnostics;
using Survey.Ask;
using Survey.Collect;
using Survey.Estimate;
using Survey.Publish;
using Survey.Storage;

namespace Survey.Benchmarks;

/// <summary>What making a release of a large wave takes: counting, figures with disclosure control, and its files.</summary>
internal static class Publishing
{
    private const string Wave = "2026-Q4";

    public static async Task RunAsync(int rounds, int count)
    {
        var folder = Directory.CreateTempSubdirectory("survey-");
        try
        {
            var surveys = Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");
            var definition = Definitions.Load(surveys);
            using var tables = new SqliteTables(Path.Combine(folder.FullName, "survey.db"));
            var responses = new Responses(tables, new Checksum("a-key"));
            await Folding.FillAsync(definition, responses, surveys, count);
            for (var round = 0; round <= rounds; round++)
            {
                var clock = Stopwatch.StartNew();
                var counted = await Counting.CountAsync(
                    definition,
                    Wave,
                    [
                        .. Enumerable
                            .Range(0, Responses.Shards)
                            .Select(shard => responses.ReadAsync(Wave, shard, default)),
                    ]
                );
                var counting = clock.Elapsed;
                clock.Restart();
                var release = new Release(
                    definition,
                    new Wave(
                        Wave,
                        WaveState.Closed,
                        DateTimeOffset.UnixEpoch,
                        DateTimeOffset.UnixEpoch,
                        definition.Instrument.Name,
                        definition.Instrument.Sha256
                    ),
                    1,
                    Disclose(definition, counted.Tally)
                );
                var figures = clock.Elapsed;
                var before = GC.GetTotalAllocatedBytes();
                clock.Restart();
                var files = await ReleaseFiles.WriteAsync(release);
                Console.WriteLine(
                    FormattableString.Invariant(
                        $"round {round}: counting {counting.TotalSeconds:0.00} s, figures {figures.TotalSeconds:0.00} s, {files.Length} files {clock.Elapsed.TotalSeconds:0.00} s, allocating {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB; {files.Sum(file => file.Content.Length) >> 10} KiB written, working set at most {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"
                    )
                );
                // What is still held when a release is written: the same after every round, or something leaks.
                Console.WriteLine(
                    $"  held after collecting: {GC.GetTotalMemory(forceFullCollection: true) >> 10} KiB"
                );
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Disclosed Disclose(Definition definition, Tally tally)
    {
        var figures = Estimator.Estimate(definition, tally);
        var disclosed = Disclosure.Apply(definition, tally, figures, []);
        return disclosed with { Analyses = Analyses.Of(definition, figures, disclosed.Rows) };
    }
}
