using Survey.Ask;

namespace Survey.Tests.Ask;

/// <summary>The survey that is shipped, loaded once.</summary>
internal static class Shipped
{
    public static string Folder { get; } =
        Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");

    public static Definition Definition { get; } = Definitions.Load(Folder);

    public static Instrument Instrument => Definition.Instrument;

    /// <summary>The wave of this moment.</summary>
    public static Period Now => Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow);
}
