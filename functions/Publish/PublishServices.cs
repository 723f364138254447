using Survey.Ask;
using Survey.Http;

namespace Survey.Publish;

internal static class PublishServices
{
    /// <summary>What the functions of this stage are made from.</summary>
    public static IServiceCollection AddPublish(this IServiceCollection services) =>
        services
            .AddSingleton<WaveCounts>()
            .AddSingleton<Releases>()
            .AddSingleton<Publisher>()
            .AddSingleton<ReleaseIndex>()
            .AddSingleton<Exploration>()
            .AddSingleton<PublicRelease>()
            .AddSingleton<PublicPages>()
            .AddSingleton<FurtherPage>(provider =>
                provider.GetRequiredService<PublicPages>().FindAsync
            )
            .AddSingleton<ReleaseDecisions>()
            .AddSingleton<Revising>()
            .AddSingleton<DecidedWave>()
            .AddSingleton<AskForKey>(provider =>
                request => SignInPage.AskAsync(request, provider.GetRequiredService<Definition>())
            )
            .AddNotices()
            .AddHostedService<PublishOnClose>();
}
