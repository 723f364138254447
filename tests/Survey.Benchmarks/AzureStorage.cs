using System.Globalization;
using Survey.Storage;
using Survey.Tests.Storage.Azure;

namespace Survey.Benchmarks;

/// <summary>Rows inserted and read per second by our client of Table Storage, against @azure/data-tables doing the same
/// on the same Azurite, in turns within one run.</summary>
internal static class AzureStorage
{
    private const int AtOnce = 64;
    private const int Inserts = 3_000;
    private const int Reads = 20_000;

    private static readonly string Answers = new('2', 200);

    public static async Task RunAsync(int rounds)
    {
        await using var azurite = await Azurite.StartAsync();
        var tables = new AzureTables(azurite.Account, new AzureOptions());
        await FillAsync(tables);
        var inserts = new List<double>();
        var reads = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var (oursIn, theirsIn) = await InTurnsAsync(
                round,
                () => InsertAsync(tables, $"ours{round}"),
                () => TheirsAsync("insert", $"theirs{round}")
            );
            var (oursOut, theirsOut) = await InTurnsAsync(
                round,
                () => ReadAsync(tables),
                () => TheirsAsync("read", "filled")
            );
            // The first round warms up and is not counted.
            if (round > 0)
            {
                inserts.Add(oursIn / theirsIn);
                reads.Add(oursOut / theirsOut);
            }
            Console.WriteLine(
                $"round {round}: inserts {oursIn:F0}/s to {theirsIn:F0}/s, reads {oursOut:F0}/s to {theirsOut:F0}/s"
            );
        }
        Console.WriteLine(
            $"median ratio: inserts {Median(inserts):F2}, reads {Median(reads):F2} (wanted: at least 1)"
        );

        async Task<double> TheirsAsync(string what, string table) =>
            double.Parse(
                await NodeModules.RunAsync(
                    "Survey.Benchmarks/tables.mjs",
                    azurite.Connection,
                    what,
                    table,
                    $"{Inserts}",
                    $"{AtOnce}"
                ),
                CultureInfo.InvariantCulture
            );
    }

    /// <summary>Who goes first changes from round to round: Azurite grows slower with what it holds.</summary>
    private static async Task<(double Ours, double Theirs)> InTurnsAsync(
        int round,
        Func<Task<double>> ours,
        Func<Task<double>> theirs
    )
    {
        if (round % 2 == 0)
        {
            var first = await ours();
            return (first, await theirs());
        }
        var other = await theirs();
        return (await ours(), other);
    }

    private static async Task<double> InsertAsync(AzureTables tables, string table)
    {
        await InsertAsync(tables, table, 0, Inserts / 10);
        var start = TimeProvider.System.GetTimestamp();
        await InsertAsync(tables, table, Inserts / 10, Inserts);
        return Inserts / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static Task InsertAsync(AzureTables tables, string table, int start, int count) =>
        Parallel.ForEachAsync(
            Enumerable.Range(start, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, cancel) => await tables.SubmitAsync(table, [Insert(i)], cancel)
        );

    private static Operation.Insert Insert(int number) =>
        new(
            new Entity(
                "p",
                $"{number:d8}",
                new Dictionary<string, object>
                {
                    ["instrument"] = "youth-online/1",
                    ["answers"] = Answers,
                }
            )
        );

    private static async Task FillAsync(AzureTables tables)
    {
        foreach (var batch in Enumerable.Range(0, Reads).Select(Insert).Chunk(100))
            await tables.SubmitAsync("filled", batch, CancellationToken.None);
    }

    private static async Task<double> ReadAsync(AzureTables tables)
    {
        var rows = 0;
        var start = TimeProvider.System.GetTimestamp();
        await foreach (var _ in tables.QueryAsync("filled", "p", CancellationToken.None))
            rows++;
        return rows / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
