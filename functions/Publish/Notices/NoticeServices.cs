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
            .AddKeyedSingleton(
                SendGrid,
                (_, _) => new HttpClient(Handler()) { Timeout = TimeSpan.FromSeconds(30) }
            );

    /// <summary>A request that broke is not made again, and follows nobody elsewhere.</summary>
    public static SocketsHttpHandler Handler() => new() { AllowAutoRedirect = false };
}
