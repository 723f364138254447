using Microsoft.AspNetCore.Http;
using Survey.Http;
using Survey.Storage;
using Survey.Tests.Storage;

namespace Survey.Tests.Http;

/// <summary>Tiny functions of every kind, with their function.json.</summary>
internal static class TestFunctions
{
    public static void Add(Functions functions) =>
        functions
            .AddHttp<Page>(function => function.Run)
            .AddHttp<Thing>(function => function.Run)
            .AddHttp<ChangeThing>(function => function.Run)
            .AddHttp<Secret>(function => function.Run)
            .AddTimer<Tick>(function => function.Run)
            .AddTimer<Tock>(function => function.Run);

    public static TemporaryFolder Files() =>
        new TemporaryFolder()
            .With("Page/function.json", Http("anonymous", "get", "{*path}"))
            .With("Thing/function.json", Http("anonymous", "get", "api/things/{name}"))
            .With("ChangeThing/function.json", Http("function", "post", "api/things/{id}"))
            .With("Secret/function.json", Http("admin", "get", "api/secret"))
            .With("Tick/function.json", Timer("0 */5 * * * *"))
            .With("Tock/function.json", Timer("0 0 * * * *"));

    public static string Http(string level, string method, string route) =>
        $$"""
            {"bindings":[{"type":"httpTrigger","direction":"in","name":"request","authLevel":"{{level}}",
            "methods":["{{method}}"],"route":"{{route}}"},{"type":"http","direction":"out","name":"$return"}]}
            """;

    public static string Timer(string schedule) =>
        $$"""{"bindings":[{"type":"timerTrigger","direction":"in","name":"timer","schedule":"{{schedule}}"}]}""";
}

/// <summary>What the test functions did, in order.</summary>
internal sealed class Diary
{
    private readonly List<string> entries = [];

    public void Add(string entry)
    {
        lock (entries)
            entries.Add(entry);
    }

    public string[] Entries
    {
        get
        {
            lock (entries)
                return [.. entries];
        }
    }
}

internal sealed class Page(Diary diary)
{
    public Task<IResult> Run(HttpRequest request)
    {
        diary.Add("Page");
        return Task.FromResult(Results.Text($"page {request.RouteValues["path"]}"));
    }
}

/// <summary>Fails in the way its name says.</summary>
internal sealed class Thing
{
    public async Task<IResult> Run(HttpRequest request)
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
    public async Task<IResult> Run(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return Results.Text($"{request.RouteValues["id"]} {body.Length}");
    }
}

internal sealed class Secret
{
    public Task<IResult> Run(HttpRequest request) => Task.FromResult(Results.Text("secret"));
}

internal sealed class Tick(Diary diary, TimeProvider time)
{
    public Task Run(TimerInfo timer, CancellationToken cancel)
    {
        diary.Add($"Tick {time.GetUtcNow():HH:mm} {timer.IsPastDue}");
        return Task.CompletedTask;
    }
}

/// <summary>A timer that always fails.</summary>
internal sealed class Tock(Diary diary, TimeProvider time)
{
    public Task Run(TimerInfo timer, CancellationToken cancel)
    {
        diary.Add($"Tock {time.GetUtcNow():HH:mm} {timer.IsPastDue}");
        throw new InvalidOperationException("planted");
    }
}
