using Microsoft.Azure.Functions.Worker;
using NCrontab;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Manage.Pages;
using Survey.Publish;
using Survey.Storage;

namespace Survey.Manage;

/// <summary>The desk's first page: waves and what comes next, timers, storage, notices, the instrument.</summary>
public sealed class Desk(
    DeskPages pages,
    Waves waves,
    WaveRules rules,
    ResponseCounts counts,
    ReleaseIndex index,
    TimerRuns runs,
    Functions functions,
    Outbox outbox,
    ITables tables,
    IBlobs blobs,
    TimeProvider time
)
{
    private static readonly CrontabSchedule.ParseOptions WithSeconds = new()
    {
        IncludingSeconds = true,
    };

    [Function(nameof(Desk))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "The desk: waves and what comes next, timers, storage, notices",
        Answers = typeof(string),
        Media = "text/html",
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage")]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var lines = new List<WaveLine>();
        await foreach (var wave in waves.ListAsync(cancel))
            lines.Add(
                new(wave, await counts.RoundedAsync(wave, cancel), [.. rules.Ahead(wave)])
                {
                    IsDamaged = await index.IsDamagedAsync(wave, cancel),
                }
            );
        var last = await runs.ListAsync(cancel)
            .ToDictionaryAsync(run => run.Timer, cancellationToken: cancel);
        var now = time.GetUtcNow();
        return await DeskPages.WriteAsync<DeskDocument>(
            pages.Of(request),
            StatusCodes.Status200OK,
            ("Waves", lines),
            (
                "Timers",
                functions
                    .Timers.Select(timer => new TimerLine(
                        timer.Name,
                        last.GetValueOrDefault(timer.Name),
                        NextOf(timer.Schedule, now)
                    ))
                    .ToArray()
            ),
            ("Notices", await outbox.CountAsync(cancel)),
            ("AreTablesThere", await IsThereAsync(() => tables.CheckAsync(cancel))),
            ("AreBlobsThere", await IsThereAsync(() => blobs.CheckAsync(cancel))),
            ("Now", now)
        );
    }

    private static DateTimeOffset NextOf(string schedule, DateTimeOffset now) =>
        new(
            CrontabSchedule.Parse(schedule, WithSeconds).GetNextOccurrence(now.UtcDateTime),
            TimeSpan.Zero
        );

    private static async Task<bool> IsThereAsync(Func<Task> check)
    {
        try
        {
            await check();
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }
}

/// <param name="Responses">Rounded down to 10.</param>
public sealed record WaveLine(Wave Wave, long Responses, IReadOnlyList<NextStep> Ahead)
{
    /// <summary>Its release or its draft is not as it was made.</summary>
    public bool IsDamaged { get; init; }
}

/// <param name="Last">Null: it has not run yet.</param>
/// <param name="Next">UTC.</param>
public sealed record TimerLine(string Name, TimerRun? Last, DateTimeOffset Next);
