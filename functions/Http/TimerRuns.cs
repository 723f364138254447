using System.Collections.Concurrent;
using Survey.Storage;

namespace Survey.Http;

/// <summary>How a timer's run ended.</summary>
public enum TimerEnd
{
    Done,

    /// <summary>Its time was up; the next run goes on from there.</summary>
    OutOfTime,

    Failed,
}

/// <summary>A timer's last run.</summary>
/// <param name="Began">UTC.</param>
/// <param name="Said">What it did and did not do, and why; a failure by its kind.</param>
public sealed record TimerRun(
    string Timer,
    DateTimeOffset Began,
    DateTimeOffset Ended,
    TimerEnd End,
    IReadOnlyList<string> Said
);

/// <summary>Runs timers, each within the time that a function has, and keeps what its last run said: rows of table
/// TimerRuns. In the log a sentence about a wave stands once, until there is something else to say of it.</summary>
public sealed class TimerRuns(ITables tables, TimeProvider time)
{
    /// <summary>Less than functionTimeout in host.json, at which the host would end the program.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    private const string Table = "TimerRuns";
    private const string Partition = "timers";

    /// <summary>A row may hold 64 KiB of a property, in UTF-16.</summary>
    private const int MostSaid = 30_000;

    private readonly ConcurrentDictionary<(string Timer, string Wave), string> _said = [];

    public async Task RunAsync(
        string timer,
        ILogger log,
        Func<TimerReport, CancellationToken, Task> act,
        CancellationToken cancel
    )
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var report = new TimerReport(log, (wave, sentence) => IsKnown((timer, wave), sentence));
        var began = time.GetUtcNow();
        var end = TimerEnd.Failed;
        try
        {
            await act(report, either.Token);
            end = TimerEnd.Done;
        }
        catch (OperationCanceledException)
            when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            end = TimerEnd.OutOfTime;
            log.LogWarning("{Timer} ran out of time; its next run goes on.", timer);
        }
        catch (Exception fault)
        {
            report.Keep(fault.GetType().Name);
            throw;
        }
        finally
        {
            await KeepAsync(new TimerRun(timer, began, time.GetUtcNow(), end, report.Said), log);
        }
    }

    private bool IsKnown((string Timer, string Wave) subject, string sentence)
    {
        var isKnown = _said.GetValueOrDefault(subject) == sentence;
        _said[subject] = sentence;
        return isKnown;
    }

    /// <summary>The last run of every timer that has run.</summary>
    public IAsyncEnumerable<TimerRun> ListAsync(CancellationToken cancel) =>
        tables
            .QueryAsync(Table, Partition, cancel)
            .Select(row => new TimerRun(
                row.RowKey,
                (DateTimeOffset)row.Properties["began"],
                (DateTimeOffset)row.Properties["ended"],
                Enum.Parse<TimerEnd>((string)row.Properties["end"]),
                ((string)row.Properties["said"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            ));

    /// <summary>Never throws: what the run did stands without it.</summary>
    private async Task KeepAsync(TimerRun run, ILogger log)
    {
        try
        {
            var before = await tables.GetAsync(Table, Partition, run.Timer, default);
            var said = string.Join('\n', run.Said);
            var row = new Entity(
                Partition,
                run.Timer,
                new Dictionary<string, object>
                {
                    ["began"] = run.Began,
                    ["ended"] = run.Ended,
                    ["end"] = run.End.ToString(),
                    ["said"] = said.Length > MostSaid ? said[..MostSaid] : said,
                },
                before?.ETag
            );
            // Another instance's run may be kept instead.
            await tables.SubmitAsync(Table, [Storage.Operation.Save(row)], default);
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "What {Timer} did is not kept.", run.Timer);
        }
    }
}

/// <summary>What a run of a timer has to say.</summary>
/// <param name="isKnown">Whether a sentence about something was the last one said of it.</param>
public sealed class TimerReport(ILogger log, Func<string, string, bool> isKnown)
{
    private readonly List<string> _said = [];

    public IReadOnlyList<string> Said => _said;

    /// <param name="sentence">Goes on after the wave's name.</param>
    public void Say(string wave, string sentence)
    {
        Keep($"{wave} {sentence}.");
        if (!isKnown(wave, sentence))
            log.LogInformation("Wave {Wave} {What}.", wave, sentence);
    }

    /// <summary>Says it on the desk, not in the log.</summary>
    public void Keep(string line) => _said.Add(line);
}
