namespace Survey.Manage;

internal static class ManageServices
{
    /// <summary>What the desk's functions are made from.</summary>
    public static IServiceCollection AddManage(this IServiceCollection services) =>
        services
            .AddSingleton<DeskPages>()
            .AddSingleton<WaveShares>()
            .AddSingleton<WaveActions>()
            .AddSingleton<DraftAudit>();
}
