using System.Globalization;

namespace Survey.Http;

/// <summary>A kind of error a client can meet (RFC 9457). Names are stable and never used again for something else.</summary>
public sealed record Problem(string Name, int Status, string Title)
{
    public string Type => $"urn:survey:problem:{Name}";

    /// <param name="detail">What is wrong this time and what to do; never what the client sent.</param>
    /// <param name="errors">Item id to messages.</param>
    /// <param name="retryAfter">Seconds; sets the Retry-After header.</param>
    /// <param name="challenge">What may be done instead of waiting.</param>
    public IResult Because(
        string detail,
        IReadOnlyDictionary<string, string[]>? errors = null,
        int? retryAfter = null,
        Challenge? challenge = null
    ) => new ProblemResult(this, detail, errors, retryAfter, challenge);
}

/// <summary>A proof of work asked for: a number, so that the SHA-256 of token, id and number, as text one after the other,
/// begins with so many zero bits.</summary>
/// <param name="Token">11 letters, digits, - and _.</param>
public sealed record Challenge(string Token, int Bits);

/// <summary>The catalogue: every error answer of the program is one of these.</summary>
public static class Problems
{
    public static readonly Problem InvalidResponse = new(
        "invalid-response",
        400,
        "The response has faults"
    );
    public static readonly Problem InvalidRequest = new(
        "invalid-request",
        400,
        "The request has faults"
    );
    public static readonly Problem KeyNeeded = new("key-needed", 401, "A key is needed");
    public static readonly Problem StaleForm = new("stale-form", 403, "The form is out of date");
    public static readonly Problem CrossSite = new(
        "cross-site",
        403,
        "Another site's page may not send this"
    );
    public static readonly Problem TooSlow = new("too-slow", 408, "The request came too slowly");
    public static readonly Problem NotFound = new("not-found", 404, "There is nothing here");
    public static readonly Problem NoSuchWave = new("no-such-wave", 404, "There is no such wave");
    public static readonly Problem BetweenWaves = new("between-waves", 404, "No wave is open");
    public static readonly Problem MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "This method is not offered here"
    );
    public static readonly Problem OtherInstrument = new(
        "other-instrument",
        409,
        "The wave asks another instrument"
    );
    public static readonly Problem ClosedAlready = new(
        "closed-already",
        409,
        "The wave is closed already"
    );
    public static readonly Problem NotOpenYet = new(
        "not-open-yet",
        409,
        "The wave has not opened yet"
    );
    public static readonly Problem NotClosedYet = new(
        "not-closed-yet",
        409,
        "The wave has not closed yet"
    );
    public static readonly Problem ResponsesErased = new(
        "responses-erased",
        409,
        "The responses of the wave are erased"
    );
    public static readonly Problem NoFigures = new(
        "no-figures",
        409,
        "No figures can be made of the wave"
    );
    public static readonly Problem GivesAway = new(
        "gives-away",
        409,
        "Beside earlier revisions it would give small counts away"
    );
    public static readonly Problem NoDraft = new("no-draft", 409, "No draft waits");
    public static readonly Problem NoRelease = new("no-release", 409, "No release is out");
    public static readonly Problem ChangedMeanwhile = new(
        "changed-meanwhile",
        409,
        "Somebody changed it meanwhile"
    );
    public static readonly Problem Withdrawn = new("withdrawn", 410, "The release was withdrawn");
    public static readonly Problem WaveClosed = new("wave-closed", 410, "The wave has closed");
    public static readonly Problem TooLarge = new("too-large", 413, "The request is too large");
    public static readonly Problem NotJson = new("not-json", 415, "JSON is needed");
    public static readonly Problem TooMany = new("too-many", 429, "Too many submissions for now");
    public static readonly Problem Failed = new("failed", 500, "Something went wrong here");
    public static readonly Problem StorageUnavailable = new(
        "storage-unavailable",
        503,
        "The store cannot be reached"
    );
    public static readonly Problem Damaged = new(
        "damaged",
        503,
        "What is stored is not as it was written"
    );
    public static readonly Problem Stopping = new("stopping", 503, "The program is being stopped");
    public static readonly Problem Busy = new("busy", 503, "Too many are connected for now");

    public static IEnumerable<Problem> All =>
        typeof(Problems).GetFields().Select(one => Named(one.Name));

    /// <param name="field">As <c>nameof(Problems.NotFound)</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Problem Named(string field) =>
        typeof(Problems).GetField(field)?.GetValue(null) as Problem
        ?? throw new ArgumentException($"There is no problem {field}.");
}

/// <summary>A problem as the body of an answer (<c>application/problem+json</c>).</summary>
internal sealed class ProblemResult(
    Problem problem,
    string detail,
    IReadOnlyDictionary<string, string[]>? errors,
    int? retryAfter,
    Challenge? challenge
) : IResult
{
    public Problem Problem => problem;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.CacheControl = "no-store";
        if (retryAfter is { } seconds)
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var extensions = new Dictionary<string, object?>();
        if (errors is not null)
            extensions["errors"] = errors;
        if (challenge is not null)
            extensions["challenge"] = challenge;
        return TypedResults
            .Problem(
                detail,
                statusCode: problem.Status,
                title: problem.Title,
                type: problem.Type,
                extensions: extensions
            )
            .ExecuteAsync(httpContext);
    }
}
