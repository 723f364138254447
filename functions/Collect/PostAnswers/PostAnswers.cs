using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Http;
using Survey.Storage;

namespace Survey.Collect;

/// <summary>The survey's form as a browser without script sends it, step by step: the answers travel in the form, and
/// nothing is kept before it is sent. Every reply is a page.</summary>
public sealed class PostAnswers(
    PageWriter pages,
    Definition definition,
    CurrentWaves waves,
    Submissions submissions,
    SubmissionLimiter limiter
)
{
    [Function(nameof(PostAnswers))]
    [Described(
        "The page's form, without JavaScript: the next step, all answers to look over, or on to the page of thanks",
        Takes = "Form",
        Statuses = [200, 303, 400, 404, 408, 409, 410, 413, 415, 422, 429, 503],
        Answers = typeof(string),
        Media = "text/html",
        Header = "Location"
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "answers")] HttpRequest request
    )
    {
        if (limiter.TryTakePage(request.HttpContext) is { } rest)
            return await pages.MessageAsync(
                ReadersLanguage.Of(request, definition.Instrument.Languages),
                "again",
                StatusCodes.Status429TooManyRequests,
                again: false,
                retryAfter: (int)Math.Ceiling(rest.TotalSeconds)
            );
        var read = await AnswerForm.ReadAsync(request, definition);
        if (read.Form is not { } form)
            return await pages.MessageAsync(read.Language, "unreadable", read.Status);
        if (form.Wave.Length == 0)
            return await pages.MessageAsync(
                read.Language,
                "unreadable",
                StatusCodes.Status404NotFound
            );
        var synthetic = false;
        try
        {
            synthetic = (await waves.GetAsync()).Find(form.Wave)?.Synthetic ?? false;
        }
        catch (StorageUnavailableException)
        {
            // Only whether a banner is shown: the answers go on.
        }
        var steps = new AnswerSteps(
            pages.Of(form.Instrument),
            form,
            form.To ?? read.Language,
            synthetic
        );
        return form.Go == "send" ? await SendAsync(request, form, steps) : await steps.ReplyAsync();
    }

    private async Task<IResult> SendAsync(HttpRequest request, AnswerForm form, AnswerSteps steps)
    {
        if (form.Answers.IsNothingToKeep)
            return await steps.NothingAsync();
        if (limiter.TryTake(request.HttpContext) is { } wait)
        {
            // Nobody reads and sends again in less.
            var seconds = Math.Max(5, (int)Math.Ceiling(wait.TotalSeconds));
            return await AgainAsync(StatusCodes.Status429TooManyRequests, seconds, isCrowded: true);
        }
        try
        {
            var (_, refusal) = await submissions.KeepAsync(
                form.Wave,
                form.Id,
                form.Instrument,
                form.Answers.Valid
            );
            return refusal is null ? steps.ToThanks()
                : refusal == Problems.InvalidResponse ? await steps.MendAsync()
                : await steps.MessageAsync(MessageOf(refusal), refusal.Status);
        }
        catch (StorageUnavailableException)
        {
            return await AgainAsync(StatusCodes.Status503ServiceUnavailable, 60, isCrowded: false);
        }

        Task<IResult> AgainAsync(int status, int seconds, bool isCrowded)
        {
            request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(
                CultureInfo.InvariantCulture
            );
            return steps.UnsavedAsync(status, isCrowded ? seconds : null);
        }
    }

    private static string MessageOf(Problem refusal) =>
        refusal == Problems.WaveClosed ? "closed"
        : refusal == Problems.NoSuchWave ? "unreadable"
        : "changed";
}
