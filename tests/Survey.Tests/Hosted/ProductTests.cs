using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Survey.FunctionsHost;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>The published function app as an isolated worker under the tests' host, on Azurite.</summary>
[Collection(PublishedTests.Name)]
public sealed class ProductTests(ProductOnAzurite on) : IClassFixture<ProductOnAzurite>
{
    private static readonly string[] Methods =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
    ];

    private readonly ProductHost _product = on.Product;
    private readonly WorkerHost _host = on.Product.Host;

    [Fact]
    public void Every_function_is_loaded()
    {
        var declared = typeof(Survey.Ask.Definition)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType.Name == "FunctionAttribute")
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value!);
        Assert.Equal(
            declared.Order(StringComparer.OrdinalIgnoreCase),
            _host.Functions.Select(function => function.Name)
        );
    }

    /// <summary>The host takes the first route that fits in the alphabet of names; the program alone, the most precise.
    /// Where a function takes GET but not HEAD, the page that takes every path would answer HEAD.</summary>
    [Fact]
    public async Task Every_route_in_every_method_leads_where_it_does_alone()
    {
        var functions = _host.Functions.Where(function => function.Http is not null).ToArray();
        Assert.All(functions, function => Assert.True(function.Http!.IsAnonymous));
        var (expected, chosen) = (new List<string>(), new List<string>());
        foreach (var function in functions)
        foreach (var method in Methods)
        {
            var path = "/" + HostRoutes.Fill(function.Http!.Route, "", "");
            expected.Add($"{method} {path} {Alone(functions, method, path)}");
            var before = _host.Record.Calls.Count;
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await _product.Client.SendAsync(request);
            var called = _host.Record.Calls.Skip(before).Select(call => call.Function);
            chosen.Add($"{method} {path} {string.Join('+', called)}");
            if (!called.Any())
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        Assert.Equal(expected, chosen);
    }

    [Fact]
    public async Task Every_timer_runs_and_runs_late_and_twice_at_once()
    {
        foreach (var timer in _host.Functions.Where(function => function.Http is null))
        {
            ProductHost.HasRun(await _host.RunTimerAsync(timer.Name));
            ProductHost.HasRun(await _host.RunTimerAsync(timer.Name, isPastDue: true));
            var twice = await Task.WhenAll(
                _host.RunTimerAsync(timer.Name),
                _host.RunTimerAsync(timer.Name)
            );
            Assert.All(twice, ProductHost.HasRun);
        }
        var open = (await _product.WavesAsync()).Where(wave =>
            wave.GetProperty("state").GetString() == "open"
        );
        Assert.Single(open);
    }

    [Fact]
    public async Task A_client_that_leaves_is_given_up_at_once_and_is_no_error()
    {
        var (before, logged) = (_host.Record.Calls.Count, _host.Record.Logs.Count);
        using (var visitor = new TcpClient { LingerState = new LingerOption(true, 0) })
        {
            await visitor.ConnectAsync(_host.Address.Host, _host.Address.Port);
            var start = $"""
                POST /api/responses HTTP/1.1
                Host: {_host.Address.Authority}
                Content-Type: application/json
                Content-Length: 1000

                half
                """;
            await visitor
                .GetStream()
                .WriteAsync(Encoding.ASCII.GetBytes(start.ReplaceLineEndings("\r\n")));
            while (_host.Record.Calls.Count == before)
                await Task.Delay(10);
        }
        var call = _host.Record.Calls.ElementAt(before);
        Assert.Equal("SubmitResponse", call.Function);
        await call.Outcome.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(_host.Record.Logs.Skip(logged), line => line.Level >= LogLevel.Error);
        Assert.Equal(HttpStatusCode.Created, await _product.SendAsync(Guid.NewGuid()));
    }

    /// <summary>The visitor's id wins over the host's: the worker waits in vain for the request with its own, and the
    /// visitor gets what they asked for. Nobody else waits.</summary>
    [Fact]
    public async Task A_forged_invocation_id_costs_only_its_visitor()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/survey");
        request.Headers.Add("x-ms-invocation-id", "forged");
        var forged = _product.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, await _product.SendAsync(Guid.NewGuid()));
        Assert.False(forged.IsCompleted);
        using var answer = await forged;
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    private static string? Alone(WorkerFunction[] functions, string method, string path) =>
        functions
            .Where(function =>
                function.Http!.Methods.Contains(method, StringComparer.OrdinalIgnoreCase)
                && HostRoutes.Matches(function.Http.Route, path)
            )
            .MinBy(function => HostRoutes.Precedence(function.Http!.Route))
            ?.Name;
}
