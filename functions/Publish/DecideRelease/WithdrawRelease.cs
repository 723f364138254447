using Microsoft.Azure.Functions.Worker;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>The releases of a wave are shown no more; in their place stands the reason.</summary>
public sealed class WithdrawRelease(ReleaseDecisions decisions, DecidedWave decided)
{
    [Function(nameof(WithdrawRelease))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "Takes a wave's releases back; the reason stays",
        Takes = "Withdrawal",
        Answers = typeof(WaveView),
        Refuses = [
            nameof(Problems.InvalidRequest),
            nameof(Problems.NoSuchWave),
            nameof(Problems.NoRelease),
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
            Route = "api/waves/{wave:regex(^[a-z0-9-]+$)}/withdraw"
        )]
            HttpRequest request
    ) =>
        decided.AnswerAsync(
            request,
            "revision",
            "reason",
            (wave, decision) =>
                decisions.WithdrawAsync(
                    wave,
                    new Seen(decision.Revision),
                    decision.Reason,
                    Actor.Of(request),
                    request.HttpContext.RequestAborted
                )
        );
}
