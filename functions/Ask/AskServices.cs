using Survey.Ask.Pages;

namespace Survey.Ask;

internal static class AskServices
{
    /// <summary>What this stage offers to the functions; the definition is registered already.</summary>
    public static IServiceCollection AddAsk(this IServiceCollection services) =>
        services
            .AddSingleton<Waves>()
            .AddSingleton<CurrentWaves>()
            .AddSingleton(provider => new PageWriter(
                provider.GetRequiredService<Definition>(),
                provider.GetRequiredService<Settings>().EraseAfterDays,
                provider.GetRequiredService<CurrentWaves>()
            ));
}
