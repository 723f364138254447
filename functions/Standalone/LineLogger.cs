using System.Collections.Concurrent;
using System.Globalization;

namespace Survey.Standalone;

/// <summary>Writes a log entry as one line: UTC time, level, category, message. Of warnings and errors with the same
/// words only the first of a minute is written; the next one says how many were left out.</summary>
internal sealed class LineLogger(TextWriter output, TimeProvider time) : ILoggerProvider
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <summary>Causes remembered at once.</summary>
    private const int MostCauses = 1_000;

    private readonly ConcurrentDictionary<(string Name, string Message), Repeats> _repeats = [];

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
        ) => lines.Take(logLevel, name, formatter(state, exception));
    }

    private sealed class Repeats
    {
        public long? WrittenAt { get; set; }

        public int LeftOut { get; set; }
    }

    private void Take(LogLevel level, string name, string message)
    {
        if (level < LogLevel.Warning)
        {
            Write(level, name, message);
            return;
        }
        if (_repeats.Count >= MostCauses)
            _repeats.Clear();
        var repeats = _repeats.GetOrAdd((name, message), _ => new Repeats());
        lock (repeats)
        {
            if (repeats.WrittenAt is { } last && time.GetElapsedTime(last) < Quiet)
            {
                repeats.LeftOut++;
                return;
            }
            var before = repeats.LeftOut == 0 ? "" : $" ({repeats.LeftOut} more like it before)";
            (repeats.WrittenAt, repeats.LeftOut) = (time.GetTimestamp(), 0);
            Write(level, name, message + before);
        }
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
