using System.Globalization;

namespace Survey.Standalone;

/// <summary>Writes every log entry as one line: UTC time, level, category, message.</summary>
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
        ) => lines.Write(logLevel, name, formatter(state, exception));
    }

    private void Write(LogLevel level, string name, string message)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {level} {name}: {message}"
        );
        output.WriteLine(line.ReplaceLineEndings(" "));
    }
}
