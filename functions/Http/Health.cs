using Microsoft.Azure.Functions.Worker;
using Survey.Storage;

namespace Survey.Http;

/// <summary>GET /api/health: 200, or 503 naming the parts that fail.</summary>
public sealed class Health(ITables tables, IBlobs blobs)
{
    [Function(nameof(Health))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health")]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        (string Name, Func<Task> Check)[] parts =
        [
            ("tables", () => tables.CheckAsync(cancel)),
            ("blobs", () => blobs.CheckAsync(cancel)),
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
        return failing.Count == 0
            ? Results.Text("""{"status":"healthy"}""", "application/json")
            : Problems.StorageUnavailable.Because(string.Join(", ", failing), retryAfter: 5);
    }
}
