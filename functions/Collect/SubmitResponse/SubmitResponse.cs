using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Storage;

namespace Survey.Collect;

/// <summary>Takes one response: 201 when it is stored, 200 when one of that id already was.</summary>
public sealed class SubmitResponse(
    Submissions submissions,
    SubmissionLimiter limiter,
    ProofOfWork work,
    Definition definition
)
{
    [Function(nameof(SubmitResponse))]
    [Described(
        "Keeps a response, once: 201 when it is stored, durably; 200 when one of its id was before",
        Takes = "Response",
        Parameters = ["proof"],
        Statuses = [200, 201],
        Answers = typeof(ResponseId),
        Refuses = [
            nameof(Problems.InvalidResponse),
            nameof(Problems.NoSuchWave),
            nameof(Problems.OtherInstrument),
            nameof(Problems.WaveClosed),
            nameof(Problems.TooLarge),
            nameof(Problems.NotJson),
            nameof(Problems.TooMany),
            nameof(Problems.StorageUnavailable),
        ]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/responses")]
            HttpRequest request
    )
    {
        var wait = limiter.TryTake(request.HttpContext);
        if (wait is { } rest && !ProofOfWork.IsBrought(request))
            return TooMany(rest, work.Now);
        if (wait is not null && limiter.TryTakeProved(request.HttpContext) is { } longer)
            return TooMany(longer, null);
        var body = await JsonBody.ReadAsync(request, Problems.InvalidResponse);
        using var document = body.Document;
        if (document is null)
            return body.Refusal!;
        var sent = ResponseBody.Read(document.RootElement, definition);
        if (sent is not { Id: { } id, Wave: { } wave, Instrument: { } instrument })
            return Faulty(sent);
        if (wait is { } unproved && !work.IsDone(request, id))
            return TooMany(unproved, work.Now);
        var (outcome, refusal) = await submissions.KeepAsync(wave, id, instrument, sent.Answers);
        if (refusal == Problems.InvalidResponse)
            return Faulty(sent);
        return refusal?.Because(DetailOf(refusal))
            ?? new IdResult(
                id,
                outcome == Outcome.Done ? StatusCodes.Status201Created : StatusCodes.Status200OK
            );
    }

    private static IResult TooMany(TimeSpan wait, Challenge? challenge) =>
        Problems.TooMany.Because(
            challenge is null
                ? "Send the same response again, with the same id, after Retry-After."
                : $"Send the same response again, with the same id, after Retry-After; or at once with the number that solves the challenge as {ProofOfWork.Header}.",
            retryAfter: (int)Math.Ceiling(wait.TotalSeconds),
            challenge: challenge
        );

    private static IResult Faulty(ResponseBody sent) =>
        Problems.InvalidResponse.Because("Nothing was stored.", sent.Errors);

    private static string DetailOf(Problem refusal) =>
        refusal == Problems.NoSuchWave ? "There is no wave of that id that has opened."
        : refusal == Problems.WaveClosed ? "The wave has closed; it takes no more responses."
        : "The wave asks another instrument or version; GET /api/survey says which.";
}
