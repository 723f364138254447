using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

/// <summary>The service goes away in the middle of the work and comes back.</summary>
public sealed class OutageTests : IDisposable
{
    private const string Table = "Responses";
    private const int Rows = 300;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_is_stored_once_when_the_service_stops_and_starts_again()
    {
        var azurite = await Azurite.StartAsync(_folder.Path);
        var clients = AzureClients.FromConnection(
            azurite.Connection,
            options => options.Retry.Delay = TimeSpan.FromMilliseconds(5)
        );
        var tables = new AzureTables(clients.Tables);
        var gate = new Operation.Require("p", "~gate");
        await tables.SubmitAsync(Table, [InsertOf("~gate")], CancellationToken.None);
        var down = 0;
        var kept = 0;

        var load = Parallel.ForEachAsync(
            Enumerable.Range(0, Rows),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, cancel) =>
            {
                while (true)
                {
                    try
                    {
                        var outcome = await tables.SubmitAsync(
                            Table,
                            [gate, InsertOf($"{i:d4}")],
                            cancel
                        );
                        Assert.True(outcome is Outcome.Done or Outcome.Exists);
                        Interlocked.Increment(ref kept);
                        return;
                    }
                    catch (StorageUnavailableException)
                    {
                        Interlocked.Increment(ref down);
                        await Task.Delay(50, cancel);
                    }
                }
            }
        );
        await UntilAsync(() => Volatile.Read(ref kept) > 50);
        await azurite.DisposeAsync();
        await UntilAsync(() => Volatile.Read(ref down) > 8);
        await using var again = await Azurite.StartAsync(
            _folder.Path,
            azurite.BlobPort,
            azurite.TablePort
        );
        await load;

        var stored = new List<string>();
        await foreach (var row in tables.QueryAsync(Table, "p", CancellationToken.None))
            stored.Add(row.RowKey);
        Assert.Equal([.. Enumerable.Range(0, Rows).Select(i => $"{i:d4}"), "~gate"], stored);
    }

    private static Operation.Insert InsertOf(string row) =>
        new(new Entity("p", row, new Dictionary<string, object> { ["value"] = row }));

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(20);
    }
}
