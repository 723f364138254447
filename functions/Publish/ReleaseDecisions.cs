using Survey.Ask;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>What an admin looked at before deciding; what has changed since is not decided upon unseen.</summary>
/// <param name="Revision">Of the draft or the release.</param>
/// <param name="ETag">Of the wave's row; null: whatever it is.</param>
public sealed record Seen(int Revision, string? ETag = null);

/// <param name="Problem">Why nothing was decided.</param>
public sealed record Refusal(Problem Problem, string Detail)
{
    public IResult Reply() => Problem.Because(Detail);
}

/// <summary>An admin's decisions about drafts and releases. Null: it is done.</summary>
public sealed class ReleaseDecisions(
    Waves waves,
    WaveSteps steps,
    Publisher publisher,
    TimeProvider time
)
{
    /// <param name="at">When the draft is made public; null, or what lies behind: now.</param>
    public async Task<Refusal?> ApproveAsync(
        string id,
        Seen seen,
        DateTimeOffset? at,
        string who,
        CancellationToken cancel
    )
    {
        var refusal = await DecideAsync(
            id,
            seen,
            WhyNotDraft,
            wave =>
            {
                var now = time.GetUtcNow();
                return steps.ApproveAsync(wave, at > now ? at.Value : now, who, cancel);
            },
            cancel
        );
        if (refusal is null)
            await publisher.PublishAsync(id, cancel);
        return refusal;
    }

    public Task<Refusal?> HoldAsync(
        string id,
        Seen seen,
        string reason,
        string who,
        CancellationToken cancel
    ) =>
        DecideAsync(
            id,
            seen,
            WhyNotDraft,
            wave => steps.HoldAsync(wave, reason, who, cancel),
            cancel
        );

    /// <summary>Takes back every release of the wave so far.</summary>
    public Task<Refusal?> WithdrawAsync(
        string id,
        Seen seen,
        string reason,
        string who,
        CancellationToken cancel
    ) =>
        DecideAsync(
            id,
            seen,
            WhyNotRelease,
            wave => steps.WithdrawAsync(wave, reason, who, cancel),
            cancel
        );

    private static Refusal? WhyNotDraft(Wave wave, int revision) =>
        wave.Draft is not { } draft ? new(Problems.NoDraft, "The wave has no draft.")
        : draft.Revision != revision
            ? new(
                Problems.ChangedMeanwhile,
                $"The draft that waits is {draft.Revision}. Look at it first."
            )
        : null;

    private static Refusal? WhyNotRelease(Wave wave, int revision) =>
        !wave.HasRelease ? new(Problems.NoRelease, "No release of the wave is out.")
        : wave.Revision != revision
            ? new(
                Problems.ChangedMeanwhile,
                $"The newest release is {wave.Revision}. Look at it first."
            )
        : null;

    private async Task<Refusal?> DecideAsync(
        string id,
        Seen seen,
        Func<Wave, int, Refusal?> refuse,
        Func<Wave, Task<bool>> step,
        CancellationToken cancel
    )
    {
        for (var tries = 0; tries < 4; tries++)
        {
            if (await waves.GetAsync(id, cancel) is not { } wave)
                return new(Problems.NoSuchWave, "There is no wave of that id.");
            if (refuse(wave, seen.Revision) is { } refusal)
                return refusal;
            if (seen.ETag is not null && seen.ETag != wave.ETag)
                break;
            if (await step(wave))
                return null;
        }
        return new(Problems.ChangedMeanwhile, "The wave changed. Look at it again.");
    }
}
