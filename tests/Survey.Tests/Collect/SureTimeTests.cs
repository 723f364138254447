using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Ask;
using Survey.Collect;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Collect;

public sealed class SureTimeTests : IDisposable
{
    private readonly CollectFixture _kit = new("2026-11-15T12:00:00Z");
    private readonly SetClock _time = new(new DateTimeOffset(2026, 11, 15, 12, 0, 0, default));

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task A_clock_that_goes_as_it_should_is_believed()
    {
        var sure = Make();
        for (var day = 0; day < 5; day++)
        {
            Assert.Equal(_time.GetUtcNow(), await sure.NowAsync(default));
            _time.Pass(TimeSpan.FromDays(40));
        }
        _time.Set(TimeSpan.FromHours(20));
        Assert.Equal(_time.GetUtcNow(), await sure.NowAsync(default));
        _time.Set(TimeSpan.FromDays(-90));
        Assert.Equal(_time.GetUtcNow(), await sure.NowAsync(default));
    }

    /// <summary>Also over a start, which knows of the time before by the store alone.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_jump_of_more_than_a_day_is_believed_once_it_has_lasted_an_hour(bool isNew)
    {
        var sure = Make();
        var before = await sure.NowAsync(default);
        _time.Set(TimeSpan.FromDays(46));
        sure = isNew ? Make() : sure;
        Assert.Equal(before, await sure.NowAsync(default));
        _time.Pass(TimeSpan.FromMinutes(59));
        Assert.Equal(before.AddMinutes(59), await sure.NowAsync(default));
        _time.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(_time.GetUtcNow(), await sure.NowAsync(default));
    }

    [Fact]
    public async Task A_jump_that_goes_back_leaves_nothing()
    {
        var sure = Make();
        await sure.NowAsync(default);
        _time.Set(TimeSpan.FromDays(46));
        await sure.NowAsync(default);
        _time.Set(TimeSpan.FromDays(-46));
        _time.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(_time.GetUtcNow(), await sure.NowAsync(default));
        _time.Pass(TimeSpan.FromMinutes(70));
        Assert.Equal(_time.GetUtcNow(), await Make().NowAsync(default));
    }

    /// <summary>80 seconds of a wrong date.</summary>
    [Fact]
    public async Task A_wave_stays_open_while_the_clock_is_wrong()
    {
        await _kit.RollAsync();
        var open = await _kit.WaveAsync("2026-Q4");
        Assert.Equal(WaveState.Open, open.State);
        var services = _kit.Another(time: _time);
        var roll = ActivatorUtilities.CreateInstance<RollWaves>(services);
        _time.Set(TimeSpan.FromDays(60));
        await roll.Run(new() { IsPastDue = false }, default);
        Assert.Equal(WaveState.Open, (await _kit.WaveAsync("2026-Q4")).State);
        Assert.NotEqual(WaveState.Open, (await _kit.WaveAsync("2027-Q1")).State);
        _time.Pass(TimeSpan.FromMinutes(61));
        await roll.Run(new() { IsPastDue = false }, default);
        Assert.Equal(WaveState.Closed, (await _kit.WaveAsync("2026-Q4")).State);
    }

    [Fact]
    public async Task Storage_s_own_clock_holds_back_one_that_is_ahead()
    {
        var tables = new TablesWithClock(_kit.Tables, _time.GetUtcNow());
        var sure = new SureTime(tables, _time, NullLogger<SureTime>.Instance);
        Assert.Equal(_time.GetUtcNow(), await sure.NowAsync(default));
        _time.Set(TimeSpan.FromDays(2));
        Assert.Equal(tables.Now, await sure.NowAsync(default));
        _time.Set(TimeSpan.FromDays(-3));
        Assert.Equal(_time.GetUtcNow(), await sure.NowAsync(default));
    }

    private SureTime Make() => new(_kit.Tables, _time, NullLogger<SureTime>.Instance);

    /// <summary>A clock that can be set while its counter goes on.</summary>
    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        private DateTimeOffset _now = now;
        private TimeSpan _passed;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _passed.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Set(TimeSpan by) => _now += by;

        public void Pass(TimeSpan time) => (_now, _passed) = (_now + time, _passed + time);
    }

    private sealed class TablesWithClock(ITables inner, DateTimeOffset now) : ITables
    {
        public DateTimeOffset Now => now;

        public Task<DateTimeOffset?> NowAsync(CancellationToken cancel) =>
            Task.FromResult<DateTimeOffset?>(now);

        public Task<Entity?> GetAsync(
            string table,
            string partitionKey,
            string rowKey,
            CancellationToken cancel
        ) => inner.GetAsync(table, partitionKey, rowKey, cancel);

        public IAsyncEnumerable<Entity> QueryAsync(
            string table,
            string partitionKey,
            CancellationToken cancel
        ) => inner.QueryAsync(table, partitionKey, cancel);

        public Task<Outcome> SubmitAsync(
            string table,
            IReadOnlyList<Operation> steps,
            CancellationToken cancel
        ) => inner.SubmitAsync(table, steps, cancel);

        public Task<long> WipeAsync(
            string table,
            IReadOnlyList<string> partitionKeys,
            CancellationToken cancel
        ) => inner.WipeAsync(table, partitionKeys, cancel);
    }
}
