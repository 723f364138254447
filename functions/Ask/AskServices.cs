using Survey.Ask.Pages;
using Survey.Hosting;

namespace Survey.Ask;

internal static class AskServices
{
    /// <summary>What this stage offers to the functions; the definition is registered already.</summary>
    public static IServiceCollection AddAsk(this IServiceCollection services) =>
        services.AddSingleton(provider => new PageWriter(
            provider.GetRequiredService<Definition>(),
            provider.GetRequiredService<Settings>().EraseAfterDays
        ));
}
