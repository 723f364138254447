using System.Diagnostics;

namespace Survey.Http;

/// <summary>Traces (W3C Trace Context) of timers and of what analysts and admins do, as source <c>Survey</c>. What
/// anybody may call is not traced: a trace would keep the moment at which a student answered.</summary>
internal static class Tracing
{
    public const string SourceName = "Survey";

    private static readonly ActivitySource Source = new(SourceName);

    /// <param name="request">Continues the caller's trace, if it names one.</param>
    /// <returns>Null when nobody listens.</returns>
    public static Activity? Start(string function, HttpRequest? request = null)
    {
        var isContinued = ActivityContext.TryParse(
            request?.Headers.TraceParent,
            request?.Headers.TraceState,
            isRemote: true,
            out var caller
        );
        return Source.StartActivity(
            ActivityKind.Server,
            isContinued ? caller : default,
            name: function
        );
    }
}
