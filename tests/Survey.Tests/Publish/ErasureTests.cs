using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>What is left of a wave when its responses are erased: a release, and a proof.</summary>
public sealed class ErasureTests : IDisposable
{
    private const string Wave = "2026-Q3";
    private const string Next = "2026-Q4";

    private readonly PublishFixture _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Nothing_of_a_response_is_left_in_any_file()
    {
        await PublishAsync();
        var before = await KeptAsync(Wave);
        var next = await KeptAsync(Next);
        Assert.Equal((400, 200), (before.Count, next.Count));
        Assert.All(before, one => Assert.True(IsOnDisk(one.Key) && IsOnDisk(one.Text)));

        await _kit.EraseAsync(days: 8);
        Assert.Empty(await KeptAsync(Wave));
        var texts = next.Select(one => one.Text).ToHashSet();
        Assert.All(
            before,
            one =>
                Assert.False(IsOnDisk(one.Key) || !texts.Contains(one.Text) && IsOnDisk(one.Text))
        );
        // The search would have found them: those of the wave that is open are there.
        Assert.All(next, one => Assert.True(IsOnDisk(one.Key) && IsOnDisk(one.Text)));
    }

    [Fact]
    public async Task Nothing_but_releases_is_ever_in_a_blob()
    {
        await PublishAsync();
        Assert.Equal(
            _kit.Published,
            _kit.Disk.Keys.Where(path => path.StartsWith("blobs", StringComparison.Ordinal))
                .Select(path => Path.GetFileName(path).Replace('+', '/'))
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(21, _kit.Published.Count());
    }

    [Fact]
    public async Task Rows_that_were_deleted_but_not_overwritten_go_too()
    {
        await PublishAsync();
        var row = (await KeptAsync(Wave))[0];
        await using (
            var careless = new SqliteConnection($"Data Source={_kit.DataFile};Pooling=false")
        )
        {
            await careless.OpenAsync();
            await using var command = careless.CreateCommand();
            command.CommandText =
                $"PRAGMA secure_delete=OFF; DELETE FROM Responses WHERE RowKey = '{row.Key}'";
            await command.ExecuteNonQueryAsync();
        }
        Assert.DoesNotContain(row, await KeptAsync(Wave));
        Assert.True(IsOnDisk(row.Key));

        await _kit.EraseAsync(days: 8);
        Assert.False(IsOnDisk(row.Key) || IsOnDisk(row.Text));
        Assert.Equal(399, (await _kit.Waves.GetAsync(Wave, default))!.Erasure!.Responses);
    }

    [Fact]
    public async Task The_proof_is_kept_with_the_release_which_stays_as_it_was()
    {
        await PublishAsync();
        var before = _kit.Disk.Where(file => file.Key.Contains("releases")).ToArray();
        Assert.False((await ReleaseAsync()).TryGetProperty("erased", out _));
        await _kit.EraseAsync(days: 6);
        Assert.False((await ReleaseAsync()).TryGetProperty("erased", out _));

        await _kit.EraseAsync(days: 8);
        var erased = (await ReleaseAsync()).GetProperty("erased");
        Assert.Equal(
            $"{TimeProvider.System.GetUtcNow().AddDays(8):yyyy-MM-dd}",
            erased.GetProperty("day").GetString()
        );
        Assert.Equal(400, erased.GetProperty("responses").GetInt32());
        Assert.Equal(16, erased.GetProperty("partitions").GetInt32());
        var searched = _kit.Disk.Where(file => file.Key.StartsWith("survey.db")).Sum(Size);
        Assert.InRange(erased.GetProperty("bytes").GetInt64(), 4096, searched);
        var after = _kit.Disk.Where(file => file.Key.Contains("releases"));
        Assert.Equal(before.OrderBy(file => file.Key), after.OrderBy(file => file.Key));

        static long Size(KeyValuePair<string, byte[]> file) => file.Value.Length;
    }

    /// <summary>A published wave, and another that is open: their rows lie side by side.</summary>
    private async Task PublishAsync()
    {
        await Task.WhenAll(_kit.CloseWaveAsync(Wave, 400), _kit.FillAsync(Next, 200, seed: 8));
        Assert.True(await _kit.Publisher.PublishAsync(Wave, default));
    }

    private async Task<List<KeptAnswers>> KeptAsync(string wave)
    {
        var kept = new List<KeptAnswers>();
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (var one in _kit.Responses.ReadAsync(wave, shard, default))
                kept.Add(one);
        return kept;
    }

    private bool IsOnDisk(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return _kit.Disk.Values.Any(file => file.AsSpan().IndexOf(bytes) >= 0);
    }

    private async Task<JsonElement> ReleaseAsync()
    {
        var (_, body) = await _kit.CallAsync<GetRelease>(
            (function, request) => function.Run(request),
            values: ("wave", Wave)
        );
        return JsonDocument.Parse(body).RootElement;
    }
}
