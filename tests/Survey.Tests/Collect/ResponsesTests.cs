using System.Text.Json;
using Microsoft.Data.Sqlite;
using Survey.Collect;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Collect;

public sealed class ResponsesTests : IDisposable
{
    private const string Wave = "2026-Q4";

    private readonly CollectFixture _kit = new();
    private readonly Responses _responses;

    public ResponsesTests() => _responses = _kit.Get<Responses>();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task A_stored_response_is_instrument_and_answers_and_nothing_else()
    {
        await _responses.OpenAsync(Wave, CancellationToken.None);
        var id = Guid.NewGuid();
        await _responses.KeepAsync(Wave, id, "small/1", "151", CancellationToken.None);

        var row = Assert.Single(await RowsAsync(), row => row.Properties.Count > 0);
        Assert.Equal(["answers", "checksum", "instrument"], row.Properties.Keys.Order());
        Assert.Equal("151", row.Properties["answers"]);
        Assert.Equal("small/1", row.Properties["instrument"]);
        Assert.Matches("^[0-9a-f]{32}$", row.RowKey);
        Assert.Matches("^2026-Q4-[0-9a-f]$", row.PartitionKey);
        Assert.DoesNotContain(id.ToString("N")[..8], row.RowKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_holds_no_more_than_the_row()
    {
        await _responses.OpenAsync(Wave, CancellationToken.None);
        await _responses.KeepAsync(Wave, Guid.NewGuid(), "small/1", "151", CancellationToken.None);

        await using var file = new SqliteConnection($"Data Source={_kit.File};Mode=ReadOnly");
        await file.OpenAsync();
        Assert.Equal(
            ["ETag", "PartitionKey", "Properties", "RowKey"],
            await TextsAsync(file, "select name from pragma_table_info('Responses') order by name")
        );
        var properties = await TextsAsync(
            file,
            "select cast(Properties as text) from Responses where RowKey not like '~%'"
        );
        using var json = JsonDocument.Parse(Assert.Single(properties));
        Assert.Equal(
            ["answers", "checksum", "instrument"],
            json.RootElement.EnumerateObject().Select(property => property.Name).Order()
        );
    }

    [Fact]
    public async Task What_was_acknowledged_while_closing_is_there_and_nothing_after()
    {
        const int InFlight = 200;
        await _responses.OpenAsync(Wave, CancellationToken.None);
        var halfway = new TaskCompletionSource();
        var count = 0;
        var sending = Enumerable
            .Range(0, InFlight)
            .Select(_ =>
                Task.Run(async () =>
                {
                    if (Interlocked.Increment(ref count) == InFlight / 2)
                        halfway.SetResult();
                    var id = Guid.NewGuid();
                    return (id, Outcome: await KeepAsync(id));
                })
            )
            .ToArray();
        await halfway.Task;
        await _responses.CloseAsync(Wave, CancellationToken.None);
        var stored = await _responses.CountAsync(Wave, CancellationToken.None);

        var outcomes = await Task.WhenAll(sending);
        Assert.All(outcomes, one => Assert.NotEqual(Outcome.Exists, one.Outcome));
        Assert.Equal(stored, outcomes.Count(one => one.Outcome == Outcome.Done));
        Assert.Equal(stored, await _responses.CountAsync(Wave, CancellationToken.None));
        foreach (var (id, kept) in outcomes)
            Assert.Equal(
                kept == Outcome.Done ? Outcome.Exists : Outcome.Missing,
                await KeepAsync(id)
            );
    }

    [Fact]
    public async Task Every_answer_is_read_once_over_the_shards()
    {
        await _responses.OpenAsync(Wave, CancellationToken.None);
        var sent = Enumerable.Range(0, 300).Select(number => $"{number:000}").ToArray();
        await Task.WhenAll(
            sent.Select(answers =>
                _responses.KeepAsync(
                    Wave,
                    Guid.NewGuid(),
                    "small/1",
                    answers,
                    CancellationToken.None
                )
            )
        );
        var read = new List<string>();
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (var one in _responses.ReadAsync(Wave, shard, CancellationToken.None))
                read.Add(one.Text);
        Assert.Equal(sent, read.Order());
    }

    [Fact]
    public async Task Opening_closing_and_erasing_twice_is_as_once()
    {
        for (var twice = 0; twice < 2; twice++)
            await _responses.OpenAsync(Wave, CancellationToken.None);
        Assert.Equal(Outcome.Done, await KeepAsync(Guid.NewGuid()));
        for (var twice = 0; twice < 2; twice++)
            await _responses.CloseAsync(Wave, CancellationToken.None);
        await _responses.OpenAsync(Wave, CancellationToken.None);
        Assert.Equal(Outcome.Missing, await KeepAsync(Guid.NewGuid()));
        for (var twice = 0; twice < 2; twice++)
            await _responses.EraseAsync(
                Wave,
                Enumerable.Range(0, Responses.Shards),
                CancellationToken.None
            );
        Assert.Equal(0, await _responses.CountAsync(Wave, CancellationToken.None));
    }

    private Task<Outcome> KeepAsync(Guid id) =>
        _responses.KeepAsync(Wave, id, "small/1", "151", CancellationToken.None);

    private async Task<List<Entity>> RowsAsync()
    {
        var rows = new List<Entity>();
        foreach (var shard in "0123456789abcdef")
        await foreach (
            var row in _kit.Tables.QueryAsync(
                "Responses",
                $"{Wave}-{shard}",
                CancellationToken.None
            )
        )
            rows.Add(row);
        return rows;
    }

    private static async Task<List<string>> TextsAsync(SqliteConnection file, string sql)
    {
        await using var command = file.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
