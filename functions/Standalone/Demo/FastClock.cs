namespace Survey.Standalone.Demo;

/// <summary>A clock on which a minute passes in each second, from the time at which it is made.</summary>
internal sealed class FastClock(TimeProvider real) : TimeProvider
{
    private const int Speed = 60;

    private readonly DateTimeOffset _start = real.GetUtcNow();
    private readonly long _began = real.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + Speed * real.GetElapsedTime(_began);

    public override long TimestampFrequency => real.TimestampFrequency / Speed;

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => new Scaled(real.CreateTimer(callback, state, Real(dueTime), Real(period)));

    private static TimeSpan Real(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan ? time : time / Speed;

    private sealed class Scaled(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            timer.Change(Real(dueTime), Real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
