namespace Survey.Collect;

internal static class CollectServices
{
    /// <summary>What the functions of this stage are made from.</summary>
    public static IServiceCollection AddCollect(this IServiceCollection services) =>
        services
            .AddSingleton<Responses>()
            .AddSingleton<ClosedWaves>()
            .AddSingleton<WaveRules>()
            .AddSingleton<SureTime>()
            .AddSingleton<WaveSteps>()
            .AddSingleton<ErasingSteps>()
            .AddSingleton<ClosingNow>()
            .AddSingleton<Changing>()
            .AddSingleton<ResponseCounts>()
            .AddSingleton<DailyCounts>()
            .AddSingleton<PaperCounts>()
            .AddSingleton<ProofOfWork>()
            .AddSingleton<Submissions>();
}
