using Microsoft.Azure.Functions.Worker;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>A draft is kept back until it is approved, with a reason for the other admins.</summary>
public sealed class HoldRelease(ReleaseDecisions decisions, DecidedWave decided)
{
    [Function(nameof(HoldRelease))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "Keeps a draft back until it is approved",
        Takes = "Hold",
        Answers = typeof(WaveView),
        Refuses = [
            nameof(Problems.InvalidRequest),
            nameof(Problems.NoSuchWave),
            nameof(Problems.NoDraft),
            nameof(Problems.ChangedMeanwhile),
            nameof(Problems.TooLarge),
            nameof(Problems.NotJson),
            nameof(Problems.StorageUnavailable),
        ]
    )]
    public Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "api/waves/{wave:regex(^[a-z0-9-]+$)}/hold"
        )]
            HttpRequest request
    ) =>
        decided.AnswerAsync(
            request,
            "draft",
            "reason",
            (wave, decision) =>
                decisions.HoldAsync(
                    wave,
                    new Seen(decision.Revision),
                    decision.Reason,
                    Actor.Of(request),
                    request.HttpContext.RequestAborted
                )
        );
}
