using System.Text.Json;

namespace Survey.Publish;

internal static class FileWords
{
    /// <summary>A name of an enumeration as the files write it: <c>exact_interval</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
