namespace Survey.Publish;

internal static class NoticeServices
{
    /// <summary>Key of the HTTP client that reaches SendGrid.</summary>
    public const string SendGrid = "SendGrid";

    public static IServiceCollection AddNotices(this IServiceCollection services) =>
        services
            .AddSingleton<NoticeTexts>()
            .AddSingleton<WaveSilence>()
            .AddSingleton<NoticeOccasions>()
            .AddSingleton<Recipients>()
            .AddSingleton<Outbox>()
            .AddSingleton<NoticeMail>()
            .AddSingleton<Notices>()
            .AddKeyedSingleton(SendGrid, (_, _) => Client());

    /// <summary>A new connection for every mail: a kept one that breaks makes .NET send the request again by itself.</summary>
    private static HttpClient Client() =>
        new(
            new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.Zero,
                AllowAutoRedirect = false,
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
}
