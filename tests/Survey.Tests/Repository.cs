namespace Survey.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string Fixtures { get; } = Path.Combine(Root, "tests", "fixtures");

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Survey.sln"))
            ? folder
            : Above(Path.GetDirectoryName(folder)!);
}
