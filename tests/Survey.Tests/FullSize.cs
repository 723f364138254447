using System.Globalization;

namespace Survey.Tests;

/// <summary>How much a test does: as much as the suite has time for, or what an environment variable says.</summary>
internal static class FullSize
{
    public static int Of(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { } said
            ? int.Parse(said, CultureInfo.InvariantCulture)
            : usual;
}
