using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;
using Survey.Storage;
using Survey.Tests.Collect;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class EraseResponsesTests : IDisposable
{
    private const int Many = 500;

    private readonly CollectFixture _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Responses_go_so_many_days_after_the_release_and_not_before()
    {
        await PublishedAsync(published: "2026-11-15T12:00:00Z");
        _kit.SetTime("2026-11-22T11:59:59Z");
        await _kit.EraseAsync();
        Assert.Equal(Many, await CountAsync());
        Assert.Equal(WaveState.Published, (await _kit.WaveAsync("2026-Q4")).State);

        _kit.SetTime("2026-11-22T12:00:00Z");
        await _kit.EraseAsync();
        Assert.Equal(0, await CountAsync());
        var erased = await _kit.WaveAsync("2026-Q4");
        Assert.Equal(WaveState.Erased, erased.State);
        Assert.Equal(1, erased.Responses);
        Assert.Equal(
            new Erasure(Many, new DateOnly(2026, 11, 22), 16, erased.Erasure!.Bytes),
            erased.Erasure
        );
        Assert.True(erased.Erasure.Bytes > 0);
    }

    [Fact]
    public async Task Without_a_release_nothing_is_erased()
    {
        await FilledAsync();
        _kit.SetTime("2027-12-01T00:00:00Z");
        await _kit.EraseAsync();
        Assert.Equal(Many, await CountAsync());
    }

    /// <summary>The wave's row; four times four partitions and the wave's row; and the wave's row again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(21)]
    public async Task Broken_off_at_any_write_it_goes_on_the_next_day(int writes)
    {
        await PublishedAsync(published: "2026-11-15T12:00:00Z");
        _kit.SetTime("2026-12-01T00:00:00Z");
        await _kit.Get<SureTime>().NowAsync(default);
        _kit.Tables.WritesLeft = writes;
        Assert.NotNull(await Record.ExceptionAsync(_kit.EraseAsync));
        Assert.Equal(writes < 2, await CountAsync() == Many);
        Assert.Equal(writes == 21, await CountAsync() == 0);
        Assert.Equal(
            writes == 0 ? WaveState.Published : WaveState.Erasing,
            (await _kit.WaveAsync("2026-Q4")).State
        );

        _kit.Tables.WritesLeft = int.MaxValue;
        await _kit.EraseAsync();
        Assert.Equal(0, await CountAsync());
        var wave = await _kit.WaveAsync("2026-Q4");
        Assert.Equal((WaveState.Erased, Many), (wave.State, wave.Erasure!.Responses));
    }

    [Fact]
    public async Task Out_of_time_it_goes_on_from_the_shard_it_came_to()
    {
        await PublishedAsync(published: "2026-11-15T12:00:00Z");
        _kit.SetTime("2026-12-01T00:00:00Z");
        await _kit.Get<SureTime>().NowAsync(default);
        // The row, four shards, the row, one more shard: then its time is up.
        _kit.Tables.AfterWrites(7, () => _kit.Time.Advance(TimerRuns.Longest));
        await _kit.EraseAsync();
        var wave = await _kit.WaveAsync("2026-Q4");
        Assert.Equal((WaveState.Erasing, 4), (wave.State, wave.Erasure!.Partitions));
        Assert.True(await CountAsync() > 0);
        var run = await _kit.Get<TimerRuns>()
            .ListAsync(CancellationToken.None)
            .FirstAsync(one => one.Timer == nameof(EraseResponses));
        Assert.Equal(TimerEnd.OutOfTime, run.End);

        await _kit.EraseAsync();
        wave = await _kit.WaveAsync("2026-Q4");
        Assert.Equal((WaveState.Erased, Many), (wave.State, wave.Erasure!.Responses));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Several_at_once_erase_it_once()
    {
        await PublishedAsync(published: "2026-11-15T12:00:00Z");
        _kit.SetTime("2026-12-01T00:00:00Z");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_kit.EraseAsync)));
        Assert.Equal(0, await CountAsync());
        Assert.Equal(WaveState.Erased, (await _kit.WaveAsync("2026-Q4")).State);
    }

    [Fact]
    public async Task An_erased_wave_cannot_be_opened_again()
    {
        await PublishedAsync(published: "2026-11-15T12:00:00Z");
        _kit.SetTime("2026-12-01T00:00:00Z");
        await _kit.EraseAsync();
        await _kit.Get<Responses>().OpenAsync("2026-Q4", CancellationToken.None);
        Assert.Equal(Outcome.Missing, await KeepAsync());
    }

    private Task<long> CountAsync() =>
        _kit.Get<Responses>().CountAsync("2026-Q4", CancellationToken.None);

    private Task<Outcome> KeepAsync() =>
        _kit.Get<Responses>()
            .KeepAsync("2026-Q4", Guid.NewGuid(), "small/1", "1--", CancellationToken.None);

    private async Task FilledAsync()
    {
        await _kit.RollAsync();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => KeepAsync()));
        Assert.Equal(Many, await CountAsync());
    }

    private async Task PublishedAsync(string published)
    {
        await FilledAsync();
        _kit.SetTime(published);
        await _kit.SendAsync(_kit.Get<CloseWave>().Run, wave: "2026-Q4");
        await _kit.PublishAsync("2026-Q4");
    }
}
