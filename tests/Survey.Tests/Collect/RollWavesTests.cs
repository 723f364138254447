using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Survey.Storage;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Collect;

public sealed class RollWavesTests : IDisposable
{
    private readonly CollectFixture _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task The_current_quarters_wave_opens_by_itself_and_the_next_is_planned()
    {
        await _kit.RollAsync();
        var open = await _kit.WaveAsync("2026-Q4");
        Assert.Equal(WaveState.Open, open.State);
        Assert.Equal("2026-09-30T23:00:00Z", UtcTime.Iso(open.Opens));
        Assert.Equal("2027-01-01T00:00:00Z", UtcTime.Iso(open.Closes));
        Assert.Equal("small/1", open.Instrument);
        Assert.Equal(GamesSurvey.Definition.Instrument.Sha256, open.InstrumentSha256);
        var next = await _kit.WaveAsync("2027-Q1");
        Assert.Equal(WaveState.Planned, next.State);
        Assert.Equal("", next.InstrumentSha256);
        Assert.Equal(Outcome.Done, await KeepAsync("2026-Q4"));
        Assert.Equal(Outcome.Missing, await KeepAsync("2027-Q1"));
    }

    [Fact]
    public async Task A_wave_ends_with_grace_while_the_next_is_open()
    {
        await _kit.RollAsync();
        _kit.SetTime("2026-12-31T23:59:59Z");
        await _kit.RollAsync();
        Assert.Equal(WaveState.Open, (await _kit.WaveAsync("2026-Q4")).State);

        _kit.SetTime("2027-01-01T00:00:00Z");
        await _kit.RollAsync();
        Assert.Equal(WaveState.Closing, (await _kit.WaveAsync("2026-Q4")).State);
        Assert.Equal(WaveState.Open, (await _kit.WaveAsync("2027-Q1")).State);
        Assert.Equal(WaveState.Planned, (await _kit.WaveAsync("2027-Q2")).State);
        Assert.Equal(Outcome.Done, await KeepAsync("2026-Q4"));

        _kit.SetTime("2027-01-01T00:05:00Z");
        await _kit.RollAsync();
        Assert.Equal(WaveState.Closed, (await _kit.WaveAsync("2026-Q4")).State);
        Assert.Equal(Outcome.Missing, await KeepAsync("2026-Q4"));
        Assert.Equal("2026-Q4", await NextClosedAsync());
    }

    [Fact]
    public async Task Late_by_a_month_all_steps_are_made_at_once()
    {
        await _kit.RollAsync();
        _kit.SetTime("2027-02-01T00:00:00Z");
        await _kit.RollAsync();
        var late = await _kit.WaveAsync("2026-Q4");
        Assert.Equal(WaveState.Closed, late.State);
        Assert.Equal("2027-01-01T00:00:00Z", UtcTime.Iso(late.Closes));
        Assert.Equal(WaveState.Open, (await _kit.WaveAsync("2027-Q1")).State);
    }

    [Fact]
    public async Task A_wave_missed_entirely_is_closed_unused_and_no_late_instance_can_open_it()
    {
        await _kit.RollAsync();
        var asSeenByALateInstance = await _kit.WaveAsync("2027-Q1");
        _kit.SetTime("2027-05-01T00:00:00Z");
        await _kit.RollAsync();
        Assert.Equal(WaveState.Closed, (await _kit.WaveAsync("2027-Q1")).State);
        Assert.Equal(WaveState.Open, (await _kit.WaveAsync("2027-Q2")).State);

        var steps = _kit.Get<WaveSteps>();
        Assert.False(await steps.OpenAsync(asSeenByALateInstance, CancellationToken.None));
        Assert.Equal(Outcome.Missing, await KeepAsync("2027-Q1"));
    }

    [Fact]
    public async Task A_wave_closed_early_stays_closed_until_the_next_quarter()
    {
        await _kit.RollAsync();
        await _kit.SendAsync(_kit.Get<CloseWave>().Run, wave: "2026-Q4");
        await _kit.RollAsync();
        Assert.Equal(WaveState.Closed, (await _kit.WaveAsync("2026-Q4")).State);
        Assert.Equal(WaveState.Planned, (await _kit.WaveAsync("2027-Q1")).State);
    }

    [Fact]
    public async Task Many_at_once_do_what_one_does()
    {
        await using var other = _kit.Another();
        foreach (var now in new[] { "2026-11-15T12:00:00Z", "2027-01-01T00:05:00Z" })
        {
            _kit.SetTime(now);
            var runs = Enumerable
                .Range(0, 8)
                .Select(run =>
                    Task.Run(() =>
                        (
                            run % 2 == 0
                                ? _kit.Get<RollWaves>()
                                : ActivatorUtilities.CreateInstance<RollWaves>(other)
                        ).Run(new TimerInfo { IsPastDue = true }, CancellationToken.None)
                    )
                );
            await Task.WhenAll(runs);
        }
        var waves = await _kit.Get<Waves>().ListAsync(CancellationToken.None).ToArrayAsync();
        Assert.Equal(
            [
                ("2026-Q4", WaveState.Closed),
                ("2027-Q1", WaveState.Open),
                ("2027-Q2", WaveState.Planned),
            ],
            waves.Select(wave => (wave.Id, wave.State))
        );
        Assert.Equal(Outcome.Missing, await KeepAsync("2026-Q4"));
        Assert.Equal(Outcome.Done, await KeepAsync("2027-Q1"));
    }

    [Fact]
    public async Task A_quarter_that_a_neighbour_reaches_into_is_planned_around_it()
    {
        await _kit.RollAsync();
        var moved = await _kit.WaveAsync("2027-Q1") with
        {
            Closes = Shipped.Definition.Calendar.Midnight(new DateOnly(2027, 4, 15)),
        };
        Assert.True(await _kit.Get<Waves>().SaveAsync(moved, CancellationToken.None));
        _kit.SetTime("2027-01-02T00:00:00Z");
        await _kit.RollAsync();
        Assert.Equal(moved.Closes, (await _kit.WaveAsync("2027-Q2")).Opens);
    }

    [Fact]
    public async Task Broken_off_anywhere_the_next_run_completes_it()
    {
        // Each run gets one more transaction through than the one before, in a wave's end and the next one's beginning.
        await _kit.RollAsync();
        _kit.SetTime("2027-01-01T00:05:00Z");
        for (var writes = 0; ; writes++)
        {
            _kit.Tables.WritesLeft = writes;
            if (await Record.ExceptionAsync(_kit.RollAsync) is null)
                break;
            Assert.True(writes < 200);
        }
        _kit.Tables.WritesLeft = int.MaxValue;
        Assert.Equal(WaveState.Closed, (await _kit.WaveAsync("2026-Q4")).State);
        Assert.Equal(WaveState.Open, (await _kit.WaveAsync("2027-Q1")).State);
        Assert.Equal(WaveState.Planned, (await _kit.WaveAsync("2027-Q2")).State);
        for (var id = 0; id < 64; id++)
        {
            Assert.Equal(Outcome.Missing, await KeepAsync("2026-Q4"));
            Assert.Equal(Outcome.Done, await KeepAsync("2027-Q1"));
        }
    }

    private Task<Outcome> KeepAsync(string wave) =>
        _kit.Get<Responses>()
            .KeepAsync(wave, Guid.NewGuid(), "small/1", "1--", CancellationToken.None);

    private async Task<string> NextClosedAsync()
    {
        await foreach (var wave in _kit.Get<ClosedWaves>().ReadAsync(CancellationToken.None))
            return wave;
        throw new InvalidOperationException();
    }
}
