using Survey.Storage;

namespace Survey.Hosting;

/// <summary>The outermost step of every request: no exception leaves it, and every error has a problem as its body.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Apply(context.Response);
        try
        {
            await next(context);
        }
        // Whatever fails once the client has gone is nobody's to hear.
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, exception);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var function = context.GetEndpoint()?.DisplayName ?? "unknown";
        var (level, problem, detail, retryAfter) = Map(exception);
        logger.Log(level, exception, "{Function} failed", function);
        SurveyMetrics.Refused(function, problem);
        if (context.Response.HasStarted)
        {
            // Half an answer must not look whole.
            context.Abort();
            return;
        }
        context.Response.Clear();
        SecurityHeaders.Apply(context.Response);
        await problem.Because(detail, retryAfter: retryAfter).ExecuteAsync(context);
    }

    /// <summary>The one map from exceptions to what the log and the client are told.</summary>
    private static (LogLevel Level, Problem Problem, string Detail, int? RetryAfter) Map(
        Exception exception
    ) =>
        exception switch
        {
            StorageUnavailableException => (
                LogLevel.Warning,
                Problems.StorageUnavailable,
                "Try again in a while.",
                5
            ),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (
                LogLevel.Debug,
                Problems.TooLarge,
                "Send less.",
                null
            ),
            BadHttpRequestException => (
                LogLevel.Debug,
                Problems.InvalidRequest,
                "The request cannot be read.",
                null
            ),
            _ => (LogLevel.Error, Problems.Failed, "It has been noted; try again later.", null),
        };
}
