using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Survey.Storage;
using Survey.Tests.Collect;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class CloseWaveTests : IDisposable
{
    private readonly CollectFixture _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Closes_now_and_says_where_the_release_will_be()
    {
        await _kit.RollAsync();
        var reply = await CloseAsync("2026-Q4");
        Assert.Equal(202, reply.Status);
        Assert.Equal("/api/releases/2026-Q4", reply.Headers.Location);
        Assert.Equal("/api/releases/2026-Q4", reply.Json.GetProperty("release").GetString());
        var wave = await _kit.WaveAsync("2026-Q4");
        Assert.Equal(WaveState.Closed, wave.State);
        Assert.Equal(_kit.Time.GetUtcNow(), wave.Closes);
        var kept = await _kit.Get<Responses>()
            .KeepAsync("2026-Q4", Guid.NewGuid(), "small/1", "1--", CancellationToken.None);
        Assert.Equal(Outcome.Missing, kept);
        await foreach (var closed in _kit.Get<ClosedWaves>().ReadAsync(CancellationToken.None))
        {
            Assert.Equal("2026-Q4", closed);
            break;
        }
    }

    [Fact]
    public async Task A_closed_wave_is_not_closed_again()
    {
        await _kit.RollAsync();
        await CloseAsync("2026-Q4");
        Assert.Equal(409, (await CloseAsync("2026-Q4")).Status);
        await _kit.PublishAsync("2026-Q4");
        Assert.Equal(409, (await CloseAsync("2026-Q4")).Status);
    }

    [Fact]
    public async Task In_the_grace_of_its_end_it_closes_at_once()
    {
        await _kit.RollAsync();
        _kit.SetTime("2027-01-01T00:01:00Z");
        await _kit.RollAsync();
        Assert.Equal(202, (await CloseAsync("2026-Q4")).Status);
        Assert.Equal("2027-01-01T00:00:00Z", UtcTime.Iso((await _kit.WaveAsync("2026-Q4")).Closes));
    }

    [Fact]
    public async Task Broken_off_it_is_completed_by_the_timer()
    {
        await _kit.RollAsync();
        _kit.Tables.WritesLeft = 5;
        Assert.NotNull(await Record.ExceptionAsync(() => CloseAsync("2026-Q4")));
        Assert.Equal(WaveState.Closing, (await _kit.WaveAsync("2026-Q4")).State);
        _kit.Tables.WritesLeft = int.MaxValue;
        _kit.Time.Advance(TimeSpan.FromMinutes(5));
        await _kit.RollAsync();
        Assert.Equal(WaveState.Closed, (await _kit.WaveAsync("2026-Q4")).State);
    }

    [Theory]
    [InlineData("2026-Q3", 404)]
    [InlineData("nothing/../like # it", 404)]
    [InlineData("2027-Q1", 409)]
    public async Task What_is_not_open_cannot_be_closed(string wave, int status)
    {
        await _kit.RollAsync();
        Assert.Equal(status, (await CloseAsync(wave)).Status);
    }

    [Fact]
    public async Task Asked_by_many_at_once_it_closes_once()
    {
        await _kit.RollAsync();
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => CloseAsync("2026-Q4")))
        );
        Assert.All(replies, reply => Assert.Contains(reply.Status, new[] { 202, 409 }));
        Assert.Contains(replies, reply => reply.Status == 202);
        Assert.Equal(WaveState.Closed, (await _kit.WaveAsync("2026-Q4")).State);
    }

    private Task<Reply> CloseAsync(string wave) =>
        _kit.SendAsync(_kit.Get<CloseWave>().Run, wave: wave);
}
