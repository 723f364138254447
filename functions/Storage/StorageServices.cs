namespace Survey.Storage;

internal static class StorageServices
{
    /// <summary>The store the settings ask for.</summary>
    /// <exception cref="StartException">Names the setting and what is wrong with it.</exception>
    public static IServiceCollection AddStorage(
        this IServiceCollection services,
        Settings settings
    ) =>
        services
            // Made by the container, so that it is disposed with the program.
            .AddSingleton(_ => Stores.Open(settings))
            .AddSingleton(provider => provider.GetRequiredService<Stores>().Tables)
            .AddSingleton(provider => provider.GetRequiredService<Stores>().Blobs);
}
