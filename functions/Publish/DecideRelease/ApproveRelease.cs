using Microsoft.Azure.Functions.Worker;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>A draft is to be made public: now, or at a time to come.</summary>
public sealed class ApproveRelease(ReleaseDecisions decisions, DecidedWave decided)
{
    [Function(nameof(ApproveRelease))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "Makes a draft public, now or at a time to come",
        Takes = "Approval",
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
            Route = "api/waves/{wave:regex(^[a-z0-9-]+$)}/approve"
        )]
            HttpRequest request
    ) =>
        decided.AnswerAsync(
            request,
            "draft",
            "at",
            (wave, decision) =>
                decisions.ApproveAsync(
                    wave,
                    new Seen(decision.Revision),
                    decision.At,
                    Actor.Of(request),
                    request.HttpContext.RequestAborted
                )
        );
}
