using System.Net;
using Microsoft.Extensions.Logging;
using Survey.FunctionsHost;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>The tests' host itself, before a trivial worker.</summary>
public sealed class WorkerHostTests(TrivialHost trivial) : IClassFixture<TrivialHost>
{
    private readonly WorkerHost _host = trivial.Host;
    private readonly HttpClient _client = trivial.Client;

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.OK, "Hello, world.")]
    [InlineData("GET", "/ana", HttpStatusCode.OK, "Hello, ana.")]
    [InlineData("HEAD", "/ana", HttpStatusCode.OK, "")]
    [InlineData("GET", "/Ana1", HttpStatusCode.NotFound, "")]
    [InlineData("PUT", "/echo", HttpStatusCode.NotFound, "")]
    // The route of Echo takes no GET, so the next in the alphabet that takes the path answers.
    [InlineData("GET", "/echo", HttpStatusCode.OK, "Hello, echo.")]
    [InlineData("POST", "/Tick", HttpStatusCode.NotFound, "")]
    [InlineData("GET", "/admin/functions", HttpStatusCode.NotFound, "")]
    public async Task The_first_function_that_takes_path_and_method_answers(
        string method,
        string path,
        HttpStatusCode status,
        string text
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await _client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_visitor_says_neither_where_it_comes_from_nor_is_CLIENT_IP_changed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo");
        request.Content = new StringContent("body");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        request.Headers.Add("CLIENT-IP", "192.0.2.2");
        using var answer = await _client.SendAsync(request);
        Assert.Equal("127.0.0.1 192.0.2.2 body", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_runs(bool late)
    {
        Assert.True((await _host.RunTimerAsync("Tick", late)).Succeeded);
        var line = new LogLine(
            "Survey.TrivialWorker.Functions",
            LogLevel.Information,
            $"Ticked, late: {late}",
            ""
        );
        Assert.Contains(line, _host.Record.Logs);
    }

    [Fact]
    public async Task A_failed_run_is_told_with_its_exception()
    {
        var outcome = await _host.RunTimerAsync("Fail");
        Assert.False(outcome.Succeeded);
        Assert.Contains("InvalidOperationException: No.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(
            "InvalidOperationException: No.",
            _host.Record.Everything,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_visitor_who_leaves_is_noticed()
    {
        using var leave = new CancellationTokenSource();
        var answer = _client.GetAsync("/wait", leave.Token);
        await _host.Record.HasAsync("Waiting");
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await _host.Record.HasAsync("The visitor has left");
    }

    [Fact]
    public async Task A_killed_worker_answers_500_and_nothing_runs()
    {
        await using var own = await TrivialHost.StartAsync();
        using var visitor = new HttpClient { BaseAddress = own.Address };
        var answer = visitor.GetAsync("/wait");
        await own.Record.HasAsync("Waiting");
        await own.KillAsync();
        using var failed = await answer;
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        await Assert.ThrowsAsync<WorkerGoneException>(() => own.RunTimerAsync("Tick"));
    }

    /// <summary>The worker does not notice that its host has gone: it stays, and waits for a call in vain.</summary>
    [Fact]
    public async Task A_worker_without_its_host_runs_nothing()
    {
        await using var own = await TrivialHost.StartAsync();
        // Its own listener may come up after the host's word that all is loaded.
        using var visitor = new HttpClient { BaseAddress = own.Address };
        using var before = await visitor.GetAsync("/ana");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await own.LeaveAsync();
        using var direct = new HttpClient { BaseAddress = own.WorkerAddress };
        direct.DefaultRequestHeaders.Add("x-ms-invocation-id", "any");
        using var answer = await direct.GetAsync("/ana");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.False(own.Ended.IsCompleted);
    }
}
