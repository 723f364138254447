using Survey.Ask;
using Survey.Collect;
using Survey.Http;

namespace Survey.Publish;

/// <summary>Reads a decision from a request and answers with the wave as it then is.</summary>
public sealed class DecidedWave(Waves waves, ResponseCounts counts, Definition definition)
{
    internal async Task<IResult> AnswerAsync(
        HttpRequest request,
        string number,
        string second,
        Func<string, Decision, Task<Refusal?>> decide
    )
    {
        var body = await JsonBody.ReadAsync(request, Problems.InvalidRequest);
        using var document = body.Document;
        if (document is null)
            return body.Refusal!;
        var decision = Decision.Read(document.RootElement, number, second);
        if (decision.Faults.Count > 0)
            return Problems.InvalidRequest.Because("Nothing was changed.", decision.Faults);
        var id = (string)request.RouteValues["wave"]!;
        if (await decide(id, decision) is { } refusal)
            return refusal.Reply();
        var cancel = request.HttpContext.RequestAborted;
        var wave = (await waves.GetAsync(id, cancel))!;
        return Results.Json(
            await WaveView.OfAsync(wave, counts, definition, cancel),
            CollectJson.Default.WaveView
        );
    }
}
