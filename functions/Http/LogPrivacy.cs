namespace Survey.Http;

/// <summary>An exception's own words may repeat what a respondent sent, so they reach no log, on this machine or at the
/// Functions host: of an exception only types and places are written, as part of the message.</summary>
internal static class LogPrivacy
{
    /// <summary>To be called when every log provider is registered.</summary>
    public static void KeepMessagesOut(this IServiceCollection services)
    {
        for (var place = 0; place < services.Count; place++)
            if (
                services[place] is { ServiceType: var type } provider
                && type == typeof(ILoggerProvider)
            )
                services[place] = ServiceDescriptor.Singleton(
                    type,
                    made => new Guard(Make(provider, made))
                );
    }

    private static ILoggerProvider Make(ServiceDescriptor provider, IServiceProvider services) =>
        (ILoggerProvider)(
            provider.ImplementationInstance
            ?? provider.ImplementationFactory?.Invoke(services)
            ?? ActivatorUtilities.CreateInstance(services, provider.ImplementationType!)
        );

    /// <summary>Types and stack traces, of inner exceptions too, in one line.</summary>
    public static string PlacesOf(Exception? exception) =>
        exception is null
            ? ""
            : $" [{exception.GetType()} {exception.StackTrace}{PlacesOf(exception.InnerException)}]".ReplaceLineEndings(
                " "
            );

    private sealed class Guard(ILoggerProvider inner) : ILoggerProvider, ISupportExternalScope
    {
        public ILogger CreateLogger(string categoryName) =>
            new GuardedLogger(inner.CreateLogger(categoryName));

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) =>
            (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

        public void Dispose() => inner.Dispose();
    }

    private sealed class GuardedLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) =>
            inner.Log(
                logLevel,
                eventId,
                state,
                null,
                exception is null
                    ? formatter
                    : (said, _) => formatter(said, null) + PlacesOf(exception)
            );
    }
}
