using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Survey.Storage;

namespace Survey.Benchmarks;

/// <summary>The least that keeps a response durably: Kestrel, the same group commit, and nothing else.</summary>
internal static class Bare
{
    public static async Task RunAsync(string[] args)
    {
        var folder = Environment.GetEnvironmentVariable("Survey__DataPath")!;
        using var tables = new SqliteTables(Path.Combine(folder, "bare.db"));
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/api/survey", () => Results.Ok());
        app.MapPost(
            "/api/responses",
            async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                var row = new Entity(
                    "bare",
                    Guid.NewGuid().ToString("N"),
                    new Dictionary<string, object>
                    {
                        ["instrument"] = "bare/1",
                        // As long as a real response's codes.
                        ["answers"] = Encoding.ASCII.GetString(body.GetBuffer(), 0, 64),
                    }
                );
                await tables.SubmitAsync(
                    "Responses",
                    [new Operation.Insert(row)],
                    request.HttpContext.RequestAborted
                );
                return Results.Created();
            }
        );
        await app.RunAsync();
    }
}
