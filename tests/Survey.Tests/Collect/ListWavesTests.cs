using System.Text.Json;
using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Collect;

public sealed class ListWavesTests : IDisposable
{
    private readonly CollectFixture _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Counts_are_rounded_down_to_ten_and_a_minute_old_at_most()
    {
        await _kit.RollAsync();
        await KeepAsync(9);
        Assert.Equal(0, await CountAsync());
        await KeepAsync(20);
        Assert.Equal(0, await CountAsync());
        _kit.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(20, await CountAsync());
    }

    [Fact]
    public async Task After_publishing_the_count_is_the_releases()
    {
        await _kit.RollAsync();
        await _kit.SendAsync(_kit.Get<CloseWave>().Run, wave: "2026-Q4");
        await _kit.PublishAsync("2026-Q4");
        var waves = _kit.Get<Waves>();
        await waves.SaveAsync(
            await _kit.WaveAsync("2026-Q4") with
            {
                Responses = 6_019,
            },
            CancellationToken.None
        );
        Assert.Equal(6_010, await CountAsync());
    }

    [Fact]
    public async Task Waves_are_listed_oldest_first_with_state_and_times()
    {
        await _kit.RollAsync();
        var json = await ListAsync();
        Assert.Equal(
            """[{"id":"2026-Q4","state":"open","opens":"2026-09-30T23:00:00Z","closes":"2027-01-01T00:00:00Z","instrument":"small/1","responses":0,"revision":0,"synthetic":false,"public":false},{"id":"2027-Q1","state":"planned","opens":"2027-01-01T00:00:00Z","closes":"2027-03-31T23:00:00Z","instrument":"small/1","responses":0,"revision":0,"synthetic":false,"public":false}]""",
            json.GetRawText()
        );
    }

    [Fact]
    public async Task A_wave_that_nobody_is_responsible_for_says_why_it_will_not_open()
    {
        using var nobody = new CollectFixture(definition: GamesSurvey.Nobodys);
        await nobody.RollAsync();
        var waves = (await nobody.SendAsync(nobody.Get<ListWaves>().Run)).Json;
        Assert.All(
            waves.EnumerateArray(),
            wave =>
            {
                Assert.Equal("planned", wave.GetProperty("state").GetString());
                Assert.Contains("OperatorName", wave.GetProperty("whyHeld").GetString());
            }
        );
        Assert.Equal(
            Outcome.Missing,
            await nobody
                .Get<Responses>()
                .KeepAsync("2026-Q4", Guid.NewGuid(), "small/1", "1--", CancellationToken.None)
        );
    }

    private async Task KeepAsync(int count)
    {
        for (var sent = 0; sent < count; sent++)
            await _kit.Get<Responses>()
                .KeepAsync("2026-Q4", Guid.NewGuid(), "small/1", "1--", CancellationToken.None);
    }

    private async Task<long> CountAsync() =>
        (await ListAsync())[0].GetProperty("responses").GetInt64();

    private async Task<JsonElement> ListAsync() =>
        (await _kit.SendAsync(_kit.Get<ListWaves>().Run)).Json;
}
