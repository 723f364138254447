using System.Diagnostics;
using System.Net;
using Survey.FunctionsHost;
using Survey.Tests;
using Survey.Tests.Storage.Azure;

namespace Survey.Benchmarks;

/// <summary>The product as an isolated worker under the tests' host, beside a trivial worker under the same: from the
/// process's start to the first answer of 200, and requests per second. In turns within one run.</summary>
internal static class WorkerLoad
{
    private const int Clients = 64;

    /// <param name="product">A published function app; null: functions/ is published first.</param>
    /// <param name="path">What is asked of it.</param>
    public static async Task RunAsync(string? product, string path, int rounds, TimeSpan span)
    {
        var folder = Directory.CreateTempSubdirectory("survey-").FullName;
        await using var azurite = await Azurite.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = azurite.Connection,
            ["Survey__AnalystKey"] = "an-analyst-key-of-a-benchmark-0123456789",
            ["Survey__ChecksumKey"] = "a-checksum-key-of-a-benchmark-0123456789",
            ["Survey__AdminKey"] = "an-admin-key-of-a-benchmark-0123456789",
            ["Survey__OperatorName"] = "a benchmark",
            ["Survey__OperatorContact"] = "benchmark@example.org",
        };
        try
        {
            var trivial = await PublishAsync("tests/Survey.TrivialWorker", folder);
            product ??= await PublishAsync("functions", folder);
            var (starts, rates) = (new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                var least = await MeasureAsync(trivial, "/", settings, span);
                var whole = await MeasureAsync(product, path, settings, span);
                // The first round warms the disk cache and is not counted.
                if (round > 0)
                {
                    starts.Add(least.Start / whole.Start);
                    rates.Add(whole.Rate / least.Rate);
                }
                Console.WriteLine(
                    $"round {round}: trivial {least.Start:F0} ms, {least.Rate:F0}/s; survey {whole.Start:F0} ms, {whole.Rate:F0}/s"
                );
            }
            Console.WriteLine(
                $"median of the trivial worker's speed: first answer {Rounds.Median(starts):F2}, requests {Rounds.Median(rates):F2} (wanted: at least 0.80)"
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> PublishAsync(string project, string folder)
    {
        var name = Path.GetFileName(project);
        var output = Path.Join(folder, name);
        await ColdStart.PublishAsync(
            Path.Join(Repository.Root, project),
            Path.Join(folder, $"{name}-artifacts"),
            output
        );
        return output;
    }

    /// <returns>Milliseconds to the first 200, and answers of 200 per second once warm.</returns>
    private static async Task<(double Start, double Rate)> MeasureAsync(
        string folder,
        string path,
        Dictionary<string, string> settings,
        TimeSpan span
    )
    {
        var clock = Stopwatch.StartNew();
        await using var host = await WorkerHost.StartAsync(folder, settings);
        using var client = new HttpClient { BaseAddress = host.Address };
        await AskAsync(client, path);
        var start = clock.Elapsed.TotalMilliseconds;
        await RateAsync(client, path, TimeSpan.FromSeconds(3));
        return (start, await RateAsync(client, path, span));
    }

    private static async Task<double> RateAsync(HttpClient client, string path, TimeSpan span)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async _ =>
                {
                    var answers = 0;
                    for (; clock.Elapsed < span; answers++)
                        await AskAsync(client, path);
                    return answers;
                })
        );
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task AskAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
    }
}
