using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Survey.Http;

internal static class HttpServices
{
    /// <summary>Above any request of the contract; what a submission may hold is checked where it is read.</summary>
    public const long LargestBody = 64 * 1024;

    /// <summary>The functions and what surrounds them; <see cref="Keys"/> come from whoever hosts them.</summary>
    public static IServiceCollection AddHttp(this IServiceCollection services, Functions functions)
    {
        foreach (var type in functions.Classes)
            services.AddSingleton(type);
        return services
            .AddSingleton(functions)
            .AddSingleton<FunctionCall>()
            .AddSingleton<Stopping>()
            .AddSignIn()
            .AddSingleton<SubmissionLimiter>()
            .AddSingleton<TimerFailures>()
            .AddSingleton<TimerRuns>()
            .Configure<HostOptions>(options => options.ShutdownTimeout = Stopping.Longest)
            .Configure<KestrelServerOptions>(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = LargestBody;
            });
    }
}
