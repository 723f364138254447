using Survey.Hosting;

namespace Survey.Storage;

/// <summary>The store the settings ask for, and how its health is told.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<ITables>(_ => new SqliteTables(
            Path.Join(settings.DataPath, "tables.db")
        ));
        services.AddSingleton<IBlobs>(_ => new FileBlobs(Path.Join(settings.DataPath, "blobs")));
        // Rows and blobs that are never there: asking for them is enough.
        services.AddSingleton(provider => new HealthPart(
            "tables",
            cancel =>
                provider.GetRequiredService<ITables>().GetAsync("Waves", "health", "health", cancel)
        ));
        services.AddSingleton(provider => new HealthPart(
            "blobs",
            cancel =>
                provider.GetRequiredService<IBlobs>().GetInfoAsync("releases", "health", cancel)
        ));
        return services;
    }
}
