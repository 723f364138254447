using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Http;
using Survey.Storage;

namespace Survey.Collect;

/// <summary>The survey's form as a browser without script sends it. Every reply is a page.</summary>
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
        "The page's form, without JavaScript: on to the page of thanks, or the page again with what is to be mended",
        Takes = "Form",
        Statuses = [200, 303, 400, 404, 409, 410, 413, 415, 422, 429, 503],
        Answers = typeof(string),
        Media = "text/html",
        Header = "Location"
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "answers")] HttpRequest request
    )
    {
        var read = await AnswerForm.ReadAsync(request, definition.Instrument);
        if (read.Form is not { } form)
            return await pages.MessageAsync(read.Language, "unreadable", read.Status);
        var synthetic = false;
        try
        {
            synthetic = (await waves.GetAsync()).Find(form.Wave)?.Synthetic ?? false;
            if (form.To is { } language && form.Wave.Length > 0)
                return await pages.SurveyAsync(
                    language,
                    form.Wave,
                    synthetic,
                    FilledForm.Moved(form.Id, form.Answers),
                    StatusCodes.Status200OK
                );
            if (form.Wave.Length > 0 && form.Answers.IsNothingToKeep)
                return pages.ToThanks(read.Language);
            if (limiter.TryTake(request.HttpContext) is { } wait)
                return await AgainAsync(StatusCodes.Status429TooManyRequests, wait);
            var (_, refusal) = await submissions.KeepAsync(
                form.Wave,
                form.Id,
                form.Instrument,
                form.Answers.Valid
            );
            if (refusal is null)
                return pages.ToThanks(read.Language);
            return refusal == Problems.InvalidResponse
                ? await AgainAsync(StatusCodes.Status422UnprocessableEntity)
                : await pages.MessageAsync(read.Language, MessageOf(refusal), refusal.Status);
        }
        catch (StorageUnavailableException)
        {
            return await AgainAsync(
                StatusCodes.Status503ServiceUnavailable,
                TimeSpan.FromMinutes(1)
            );
        }

        Task<IResult> AgainAsync(int status, TimeSpan? wait = null)
        {
            if (wait is { } time)
                request.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(time.TotalSeconds)
                    .ToString(CultureInfo.InvariantCulture);
            return pages.SurveyAsync(
                read.Language,
                form.Wave,
                synthetic,
                FilledForm.Of(form.Id, form.Answers),
                status
            );
        }
    }

    private static string MessageOf(Problem refusal) =>
        refusal == Problems.WaveClosed ? "closed"
        : refusal == Problems.NoSuchWave ? "unreadable"
        : "changed";
}
