using System.Globalization;

namespace Survey.Hosting;

/// <summary>Writes every log entry as one line: UTC time, level, category, message; of an exception only types and
/// places. An exception's own words may repeat what a respondent sent, so they are written nowhere.</summary>
internal sealed class LineLogger(TextWriter output, TimeProvider time) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose() { }

    private sealed class Category(LineLogger lines, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Write(logLevel, name, formatter(state, null), exception);
    }

    private void Write(LogLevel level, string name, string message, Exception? exception)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {level} {name}: {message} {PlacesOf(exception)}"
        );
        output.WriteLine(line.ReplaceLineEndings(" ").TrimEnd());
    }

    private static string PlacesOf(Exception? exception) =>
        exception is null
            ? ""
            : $"[{exception.GetType()} {exception.StackTrace} {PlacesOf(exception.InnerException)}]";
}
