using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Survey.Http;
using Survey.Storage;

namespace Survey.Tests.Http;

/// <summary>Tiny functions of every kind.</summary>
internal static class TestFunctions
{
    public static Functions All { get; } =
        new([
            typeof(Page),
            typeof(Thing),
            typeof(ChangeThing),
            typeof(Secret),
            typeof(Tick),
            typeof(Tock),
        ]);
}

/// <summary>What the test functions did, in order.</summary>
internal sealed class Diary
{
    private readonly List<string> _entries = [];

    public void Add(string entry)
    {
        lock (_entries)
            _entries.Add(entry);
    }

    public string[] Entries
    {
        get
        {
            lock (_entries)
                return [.. _entries];
        }
    }
}

internal sealed class Page(Diary diary)
{
    [Function("Page")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{*path}")]
            HttpRequest request
    )
    {
        diary.Add("Page");
        return Task.FromResult(Results.Text($"page {request.RouteValues["path"]}"));
    }
}

/// <summary>Fails in the way its name says.</summary>
internal sealed class Thing
{
    [Function("Thing")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/things/{name}")]
            HttpRequest request
    )
    {
        var name = (string)request.RouteValues["name"]!;
        switch (name)
        {
            case "unavailable":
                throw new StorageUnavailableException($"cannot keep {request.QueryString}");
            case "fails":
                throw new InvalidOperationException(
                    $"cannot read {request.QueryString} of {request.Headers.UserAgent}"
                );
            case "half":
                await request.HttpContext.Response.WriteAsync("half");
                await request.HttpContext.Response.Body.FlushAsync();
                throw new InvalidOperationException($"broke off {request.QueryString}");
            case "address":
                return Results.Text(
                    $"{request.HttpContext.Connection.RemoteIpAddress} {request.Scheme} {request.Host}"
                );
            default:
                return Results.Text(name);
        }
    }
}

internal sealed class ChangeThing
{
    [Function("ChangeThing")]
    [NeedsKey(KeyHolder.Analyst)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/things/{id}")]
            HttpRequest request
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return Results.Text($"{request.RouteValues["id"]} {body.Length}");
    }
}

internal sealed class Secret
{
    [Function("Secret")]
    [NeedsKey(KeyHolder.Admin)]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/secret")]
            HttpRequest request
    ) => Task.FromResult(Results.Text("secret"));
}

internal sealed class Tick(Diary diary, TimeProvider time)
{
    [Function("Tick")]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        diary.Add($"Tick {time.GetUtcNow():HH:mm} {timer.IsPastDue}");
        return Task.CompletedTask;
    }
}

/// <summary>A timer that always fails.</summary>
internal sealed class Tock(Diary diary, TimeProvider time)
{
    [Function("Tock")]
    public Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancel)
    {
        diary.Add($"Tock {time.GetUtcNow():HH:mm} {timer.IsPastDue}");
        throw new InvalidOperationException("planted");
    }
}
