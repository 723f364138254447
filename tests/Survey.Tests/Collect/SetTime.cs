using Survey.Ask;

namespace Survey.Tests.Collect;

/// <summary>A clock that stands until it is set.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now.UtcTicks;

    public void Set(string iso) => Now = LisbonTime.ParseIso(iso)!.Value;
}
