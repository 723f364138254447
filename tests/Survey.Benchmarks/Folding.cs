using System.Diagnostics;
using Survey.Ask;
using Survey.Collect;
using Survey.Estimate;
using Survey.Standalone.Demo;
using Survey.Storage;

namespace Survey.Benchmarks;

/// <summary>Responses counted per second from the embedded store, completed, against a single pass that counts them as
/// they stand, in turns within one run.</summary>
internal static class Folding
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
            await FillAsync(definition, responses, surveys, count);
            IAsyncEnumerable<KeptAnswers>[] shards =
            [
                .. Enumerable
                    .Range(0, Responses.Shards)
                    .Select(shard => responses.ReadAsync(Wave, shard, CancellationToken.None)),
            ];
            var ratios = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                var once = await MeasureAsync(() =>
                    Task.WhenAll(shards.Select(shard => Task.Run(() => CountAsync(shard))))
                );
                var completed = await MeasureAsync(() =>
                    Counting.CountAsync(definition, Wave, shards)
                );
                // The first round warms the disk cache and is not counted.
                if (round > 0)
                    ratios.Add(once / completed);
                Console.WriteLine(
                    $"round {round}: as they stand {count / once:F0}/s, completed {count / completed:F0}/s, ratio {once / completed:F2}"
                );
            }
            Console.WriteLine($"median ratio {Rounds.Median(ratios):F2}");

            async Task CountAsync(IAsyncEnumerable<KeptAnswers> shard)
            {
                var tally = new Tally(definition);
                await foreach (var one in shard)
                    tally.Add(one.Text);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static async Task FillAsync(
        Definition definition,
        Responses responses,
        string surveys,
        int count
    )
    {
        var people = new People(definition.Instrument, PeopleModel.Load(surveys), seed: 1, wave: 0);
        await responses.OpenAsync(Wave, CancellationToken.None);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 512 },
            async (number, cancel) =>
                await responses.KeepAsync(
                    Wave,
                    Guid.NewGuid(),
                    definition.Instrument.Name,
                    people.Answer(number).Encode(),
                    cancel
                )
        );
    }

    /// <summary>In seconds.</summary>
    private static async Task<double> MeasureAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed.TotalSeconds;
    }
}
