namespace Survey.Publish.Charts;

/// <summary>A published figure in a chart: shares from 0 to 1.</summary>
/// <param name="Text">The estimate as people read it.</param>
public sealed record Shown(decimal Estimate, decimal Low, decimal High, string Text);

/// <summary>Round ends and steps of an axis.</summary>
public sealed record Axis(decimal Low, decimal High, decimal Step)
{
    private static readonly (decimal High, decimal Step)[] FromNought =
    [
        (0.1m, 0.02m),
        (0.2m, 0.05m),
        (0.25m, 0.05m),
        (0.5m, 0.1m),
        (0.75m, 0.25m),
        (1, 0.25m),
    ];

    /// <summary>From 0 to beyond every interval.</summary>
    public static Axis From0(IEnumerable<Shown> shown)
    {
        var most = shown.Select(one => one.High).DefaultIfEmpty(1).Max();
        var (high, step) = FromNought.First(end => most <= end.High);
        return new Axis(0, high, step);
    }

    /// <summary>Tens of percent around every interval.</summary>
    public static Axis Around(IReadOnlyCollection<Shown> shown)
    {
        if (shown.Count == 0)
            return new Axis(0, 1, 0.25m);
        var low = Math.Floor(shown.Min(one => one.Low) * 10) / 10;
        var high = Math.Max(Math.Ceiling(shown.Max(one => one.High) * 10) / 10, low + 0.1m);
        var tens = (high - low) * 10;
        return new Axis(
            low,
            high,
            tens <= 1 ? 0.02m
                : tens <= 5 ? 0.1m
                : 0.2m
        );
    }

    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var tick = Low; tick <= High; tick += Step)
                yield return tick;
        }
    }

    /// <summary>Where on a line from 0 to 1 a share lies.</summary>
    public double Place(decimal share) => (double)((share - Low) / (High - Low));
}
