using Survey.Storage;

namespace Survey.Hosting;

/// <summary>Something the program cannot do without.</summary>
/// <param name="Name">As the public may read it, e.g. <c>tables</c>.</param>
/// <param name="Probe">Throws <see cref="StorageUnavailableException"/> when it cannot be reached.</param>
public sealed record HealthPart(string Name, Func<CancellationToken, Task> Probe);

/// <summary>GET /api/health: 200, or 503 naming the parts that fail.</summary>
public sealed class Health(IEnumerable<HealthPart> parts)
{
    public async Task<IResult> Run(HttpRequest request)
    {
        var failing = new List<string>();
        foreach (var part in parts)
        {
            try
            {
                await part.Probe(request.HttpContext.RequestAborted);
            }
            catch (StorageUnavailableException)
            {
                failing.Add(part.Name);
            }
        }
        return failing.Count == 0
            ? Results.Text("""{"status":"healthy"}""", "application/json")
            : Problems.StorageUnavailable.Because(string.Join(", ", failing), retryAfter: 5);
    }
}
