using Azure.Data.Tables;
using Survey.Storage;
using Survey.Tests.Storage.Azure;

namespace Survey.Benchmarks;

/// <summary>Rows inserted behind a gate and rows read per second through <see cref="ITables"/>, against the bare client
/// of the SDK doing the same on the same Azurite, in turns within one run.</summary>
internal static class AzureStorage
{
    private const int AtOnce = 64;
    private const int Inserts = 1_000;
    private const int Reads = 20_000;

    private static readonly string Answers = new('2', 200);

    public static async Task RunAsync(int rounds)
    {
        await using var azurite = await Azurite.StartAsync();
        var bare = azurite.Clients.Tables;
        var ours = new AzureTables(bare);
        foreach (var batch in Enumerable.Range(0, Reads).Select(RowOf).Chunk(100))
            await SubmitAsync(ours, "filled", [.. batch.Select(row => new Operation.Insert(row))]);
        var inserts = new List<double>();
        var reads = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var (oursIn, bareIn) = await InTurnsAsync(
                round,
                () =>
                    InsertAsync(ours, $"ours{round}", row => OursAsync(ours, $"ours{round}", row)),
                () => InsertAsync(ours, $"bare{round}", row => BareAsync(bare, $"bare{round}", row))
            );
            var (oursOut, bareOut) = await InTurnsAsync(
                round,
                () => ReadAsync(ours.QueryAsync("filled", "p", CancellationToken.None)),
                () =>
                    ReadAsync(
                        bare.GetTableClient("filled").QueryAsync<TableEntity>("PartitionKey eq 'p'")
                    )
            );
            // The first round warms up and is not counted.
            if (round > 0)
            {
                inserts.Add(oursIn / bareIn);
                reads.Add(oursOut / bareOut);
            }
            Console.WriteLine(
                $"round {round}: inserts {oursIn:F0}/s to {bareIn:F0}/s, reads {oursOut:F0}/s to {bareOut:F0}/s"
            );
        }
        Console.WriteLine(
            $"median ratio: inserts {Rounds.Median(inserts):F2}, reads {Rounds.Median(reads):F2} (wanted: at least 0.9)"
        );
    }

    /// <summary>Who goes first changes from round to round: Azurite grows slower with what it holds.</summary>
    private static async Task<(double Ours, double Bare)> InTurnsAsync(
        int round,
        Func<Task<double>> ours,
        Func<Task<double>> bare
    )
    {
        if (round % 2 == 0)
        {
            var first = await ours();
            return (first, await bare());
        }
        var other = await bare();
        return (await ours(), other);
    }

    private static async Task<double> InsertAsync(
        AzureTables tables,
        string table,
        Func<Entity, Task> insert
    )
    {
        await SubmitAsync(tables, table, new Operation.Insert(RowOf(-1) with { RowKey = "~gate" }));
        var start = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Inserts).Select(RowOf),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (row, _) => await insert(row)
        );
        return Inserts / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    private static Task OursAsync(AzureTables tables, string table, Entity row) =>
        SubmitAsync(tables, table, new Operation.Require("p", "~gate"), new Operation.Insert(row));

    private static Task BareAsync(TableServiceClient service, string table, Entity row) =>
        service
            .GetTableClient(table)
            .SubmitTransactionAsync([
                new(
                    TableTransactionActionType.UpdateMerge,
                    new TableEntity("p", "~gate"),
                    Azure.ETag.All
                ),
                new(TableTransactionActionType.Add, AzureEntity.Write(row)),
            ]);

    private static async Task SubmitAsync(
        AzureTables tables,
        string table,
        params Operation[] steps
    )
    {
        if (await tables.SubmitAsync(table, steps, CancellationToken.None) != Outcome.Done)
            throw new InvalidOperationException("A transaction was not done.");
    }

    private static Entity RowOf(int number) =>
        new(
            "p",
            $"{number:d8}",
            new Dictionary<string, object>
            {
                ["instrument"] = "youth-online/2",
                ["answers"] = Answers,
            }
        );

    private static async Task<double> ReadAsync<T>(IAsyncEnumerable<T> found)
    {
        var rows = 0;
        var start = TimeProvider.System.GetTimestamp();
        await foreach (var _ in found)
            rows++;
        return rows / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
