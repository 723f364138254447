using System.Security.Cryptography;
using Survey.Storage;

namespace Survey.Http;

/// <summary>What surrounds an HTTP function wherever it runs: security headers, its key, metrics, and a problem as the
/// body of every error. No exception leaves it.</summary>
internal sealed class FunctionCall(KeyCheck keys, Stopping stopping, ILogger<FunctionCall> log)
{
    /// <param name="function">Its name, for the log and the metrics.</param>
    /// <param name="key">The key it needs; null: none.</param>
    public async Task RunAsync(
        HttpContext context,
        string function,
        KeyHolder? key,
        Func<Task<IResult>> run
    )
    {
        SecurityHeaders.Apply(context.Response);
        if (key is not null)
            context.Response.OnStarting(KeepNothing, context.Response);
        // The server closes a connection whose body it will not take: a proxy that was not told would send its next
        // request there and lose it.
        if (context.Request.ContentLength > HttpServices.LargestBody)
            context.Response.Headers.Connection = "close";
        var left = context.RequestAborted;
        using var cut = KeyCheck.IsRead(context.Request)
            ? null
            : CancellationTokenSource.CreateLinkedTokenSource(left, stopping.Cut);
        if (cut is not null)
            context.RequestAborted = cut.Token;
        try
        {
            using var trace = key is null ? null : Tracing.Start(function, context.Request);
            var result =
                CrossSite.Comes(context.Request)
                    ? Problems.CrossSite.Because("Send it from the survey's own pages.")
                : key is { } needed && await keys.AnswerAsync(needed, context) is { } other ? other
                : await run();
            if (result is ProblemResult { Problem: var problem })
                SurveyMetrics.Refused(function, problem);
            await result.ExecuteAsync(context);
        }
        // Whatever fails once the client has gone is nobody's to hear.
        catch (Exception) when (left.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (OperationCanceledException) when (stopping.HasBegun)
        {
            context.RequestAborted = left;
            // What is left of the body is not waited for.
            context.Response.Headers.Connection = "close";
            await Problems
                .Stopping.Because("The program stops; send it again.", retryAfter: 5)
                .ExecuteAsync(context);
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, function, exception);
        }
    }

    /// <summary>What only a key opens stays in no cache, whatever the function says.</summary>
    private static Task KeepNothing(object response)
    {
        ((HttpResponse)response).Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context, string function, Exception exception)
    {
        var (level, problem, detail, retryAfter) = Map(exception);
        log.Log(level, exception, "{Function} failed", function);
        SurveyMetrics.Refused(function, problem);
        if (context.Response.HasStarted)
        {
            // Half an answer must not look whole.
            context.Abort();
            return;
        }
        var connection = context.Response.Headers.Connection;
        context.Response.Clear();
        context.Response.Headers.Connection = connection;
        SecurityHeaders.Apply(context.Response);
        await problem.Because(detail, retryAfter: retryAfter).ExecuteAsync(context);
    }

    /// <summary>The one map from exceptions to what the log and the client are told.</summary>
    private static (LogLevel Level, Problem Problem, string Detail, int? RetryAfter) Map(
        Exception exception
    ) =>
        exception switch
        {
            DamagedException => (
                LogLevel.Error,
                Problems.Damaged,
                "It is not shown; a backup has to be put in its place.",
                null
            ),
            // The second: what protects cookies could not be read.
            StorageUnavailableException
            or CryptographicException { InnerException: StorageUnavailableException } => (
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
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => (
                LogLevel.Debug,
                Problems.TooSlow,
                "The request came too slowly; send it again.",
                5
            ),
            // Kestrel's word for a chunk whose size is no number that it can hold.
            BadHttpRequestException or IOException { InnerException: OverflowException } => (
                LogLevel.Debug,
                Problems.InvalidRequest,
                "The request cannot be read.",
                null
            ),
            _ => (LogLevel.Error, Problems.Failed, "It has been noted; try again later.", null),
        };
}
