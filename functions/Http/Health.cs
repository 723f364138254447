using Microsoft.Azure.Functions.Worker;
using Survey.Storage;

namespace Survey.Http;

/// <summary>GET /api/health: 200, or 503 naming the parts that fail. A row is written and read, so anyone could have the
/// disk work without end: what was found holds for a second, and for all who ask meanwhile.</summary>
public sealed class Health(ITables tables, IBlobs blobs, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private (long Since, Task<IReadOnlyList<string>> Failing)? _found;

    [Function(nameof(Health))]
    [Described(
        "Whether the parts can be reached",
        Answers = typeof(HealthView),
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")]
            HttpRequest request
    )
    {
        var failing = await Find().WaitAsync(request.HttpContext.RequestAborted);
        return failing.Count == 0
            ? Results.Json(new HealthView("healthy"))
            : Problems.StorageUnavailable.Because(string.Join(", ", failing), retryAfter: 5);
    }

    private Task<IReadOnlyList<string>> Find()
    {
        lock (_lock)
        {
            if (_found is { } found)
                if (!found.Failing.IsCompleted || time.GetElapsedTime(found.Since) < Fresh)
                    return found.Failing;
            var failing = FindFailingAsync();
            _found = (time.GetTimestamp(), failing);
            return failing;
        }
    }

    private async Task<IReadOnlyList<string>> FindFailingAsync()
    {
        (string Name, Func<Task> Check)[] parts =
        [
            ("tables", () => tables.CheckAsync(default)),
            ("blobs", () => blobs.CheckAsync(default)),
        ];
        var failing = new List<string>();
        foreach (var (name, check) in parts)
            try
            {
                await check();
            }
            catch (StorageUnavailableException)
            {
                failing.Add(name);
            }
        return failing;
    }
}

internal sealed record HealthView(string Status);
