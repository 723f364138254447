using Survey.Ask;

namespace Survey.Tests.Ask;

/// <summary>A made-up survey of another country: Spanish and French, other ages, regions, terms and claims.</summary>
internal static class Jovenes
{
    public static string Folder { get; } =
        Path.Combine(Repository.Fixtures, "surveys", "jovenes-es");

    public static Definition Definition { get; } =
        Definitions.Load(
            Folder,
            Path.Combine(AppContext.BaseDirectory, "surveys", Definitions.SchemaFolder)
        );
}
