using System.Text.Json;
using Microsoft.Data.Sqlite;
using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>Rows and files that somebody, or a disk, has changed.</summary>
public sealed class IntegrityTests : IDisposable
{
    private const string Wave = "2026-Q3";
    private const int Responses = 300;

    private readonly PublishFixture _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Rows_of_another_place_or_with_other_answers_are_left_out()
    {
        await _kit.CloseWaveAsync(Wave, Responses);
        Change("\"answers\":\"", "\"answers\":\"0", "RowKey = (SELECT min(RowKey) FROM Responses)");
        Sql(
            "UPDATE Responses SET RowKey = '00' || substr(RowKey, 3) WHERE RowKey = (SELECT max(RowKey) FROM Responses WHERE RowKey < '~')"
        );
        await _kit.Publisher.PublishAsync(Wave, default);

        var wave = (await _kit.Waves.GetAsync(Wave, default))!;
        Assert.Equal((WaveState.Published, Responses - 2L), (wave.State, wave.Responses));
        var release = await ReleaseAsync();
        Assert.Equal(2, release.GetProperty("damaged").GetInt64());
        Assert.Contains(
            release.GetProperty("notes").EnumerateArray(),
            note => note.GetProperty("en").GetString()!.EndsWith("sent: 2.")
        );
    }

    [Fact]
    public async Task More_than_one_in_a_hundred_hold_the_draft_until_an_admin_approves_it()
    {
        await _kit.CloseWaveAsync(Wave, Responses);
        Change("\"checksum\":\"", "\"checksum\":\"x", "RowKey < '08'");
        var damaged = Assert.IsType<long>(
            Sql("SELECT count(*) FROM Responses WHERE RowKey < '08'")
        );
        Assert.InRange(damaged, 4, 30);
        await _kit.Publisher.PublishAsync(Wave, default);

        var wave = (await _kit.Waves.GetAsync(Wave, default))!;
        Assert.Equal(WaveState.Drafted, wave.State);
        Assert.Equal(
            $"{damaged} of {Responses} responses are damaged and were left out.",
            wave.Draft!.WhyHeld
        );
        await _kit.Get<ReleaseDecisions>().ApproveAsync(Wave, new(1), null, "an admin", default);
        Assert.Equal(WaveState.Published, (await _kit.Waves.GetAsync(Wave, default))!.State);
    }

    [Fact]
    public async Task Rows_without_a_checksum_are_counted_if_they_can_be_and_hold_the_draft()
    {
        await _kit.CloseWaveAsync(Wave, Responses);
        Change("\"checksum\":\"", "\"another\":\"", "RowKey < '~'");
        Change("\"answers\":\"", "\"answers\":\"?", "RowKey = (SELECT min(RowKey) FROM Responses)");
        await _kit.Publisher.PublishAsync(Wave, default);

        var wave = (await _kit.Waves.GetAsync(Wave, default))!;
        Assert.Equal(Responses - 1, wave.Responses);
        Assert.StartsWith(
            $"{Responses - 1} of {Responses - 1} responses have no checksum",
            wave.Draft!.WhyHeld
        );
    }

    /// <summary>Rows are hashes, so that what lies between two neighbours can be estimated.</summary>
    [Fact]
    public async Task Rows_that_cannot_be_read_are_estimated_by_the_range_of_their_keys()
    {
        await _kit.CloseWaveAsync(Wave, 1_600);
        var gone = Assert.IsType<long>(
            Sql("SELECT count(*) FROM Responses WHERE RowKey >= '40' AND RowKey < '80'")
        );
        Sql("DELETE FROM Responses WHERE RowKey >= '40' AND RowKey < '80'");
        Sql("INSERT INTO Responses SELECT DISTINCT PartitionKey, '50', 1, x'' FROM Responses");
        var faults = new RowFaults();
        for (var shard = 0; shard < Survey.Collect.Responses.Shards; shard++)
            await foreach (var _ in _kit.Responses.ReadAsync(Wave, shard, default, faults)) { }
        Assert.InRange(faults.Damaged, gone * 0.7, gone * 1.3);
    }

    [Fact]
    public async Task A_file_that_was_changed_is_not_served()
    {
        await _kit.CloseWaveAsync(Wave, 40);
        await _kit.Publisher.PublishAsync(Wave, default);
        var file = Path.Combine(
            Path.GetDirectoryName(_kit.DataFile)!,
            "blobs/releases",
            $"{Wave}+r1+estimates.csv"
        );
        var content = await File.ReadAllBytesAsync(file);
        content[^3] ^= 1;
        await File.WriteAllBytesAsync(file, content);
        await Assert.ThrowsAsync<DamagedException>(() =>
            _kit.CallAsync<DownloadRelease>(
                (function, request) => function.Run(request),
                values: [("wave", Wave), ("file", "estimates.csv")]
            )
        );
        var (other, _) = await _kit.CallAsync<DownloadRelease>(
            (function, request) => function.Run(request),
            values: [("wave", Wave), ("file", "codebook.csv")]
        );
        Assert.Equal(200, other.StatusCode);
    }

    private async Task<JsonElement> ReleaseAsync() =>
        JsonDocument.Parse(await _kit.BlobAsync($"{Wave}/r1/release.json")).RootElement;

    /// <summary>As somebody who has the file, in the bytes of rows that a condition chooses.</summary>
    private void Change(string text, string other, string where) =>
        Sql(
            $"UPDATE Responses SET Properties = CAST(replace(CAST(Properties AS TEXT), '{text}', '{other}') AS BLOB) WHERE {where}"
        );

    private object? Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_kit.DataFile};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
