using System.Text.Json;
using Survey.Estimate;

namespace Survey.Publish;

internal static class FileWords
{
    /// <summary>A name of an enumeration as the files write it: <c>exact_interval</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>What stands in the place of figures, or that they are published.</summary>
    public static string Of(Status? held, NotEstimable? reason) =>
        held is { } status ? Of(status)
        : reason is { } why ? Of(why)
        : Of(Status.Published);
}
