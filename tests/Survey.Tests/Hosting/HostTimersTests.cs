using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Hosting;

/// <summary>The program as the Functions host starts it, in this process; the host's side is played by hand.</summary>
public sealed class HostTimersTests : IAsyncLifetime
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
        "TRACE",
        "MERGE",
    ];

    private static readonly string[] Paths =
    [
        "/Tick",
        "/tick",
        "/TICK",
        "//Tick",
        "/Tick/",
        "/%54ick",
        "/%2554ick",
        "/./Tick",
        "/api/../Tick",
        "/api/%2e%2e/Tick",
        "/api/..%2fTick",
        "/Tick?code=x",
        "/Tick%3f",
        "/Tick%00",
        "/api/Tick",
        "/admin/functions/Tick",
    ];

    /// <summary>What the host's proxy adds to every request it passes on, and a stranger may have sent before.</summary>
    private static readonly string[] Marks =
    [
        "x-ms-invocation-id: 0d5f",
        "X-Forwarded-For: 203.0.113.9",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: survey.example",
        "x-forwarded-prefix: /x",
    ];

    private readonly TemporaryFolder files = TestFunctions.Files();
    private readonly Diary diary = new();
    private TestProgram program = null!;

    public async Task InitializeAsync() =>
        program = await TestProgram.StartAsync(
            new Dictionary<string, string?>
            {
                ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0",
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["Survey:AnalystKey"] = null,
                ["Survey:AdminKey"] = null,
            },
            functions: TestFunctions.Add,
            functionsFolder: files.Path,
            services: services => services.AddSingleton(diary)
        );

    public async Task DisposeAsync()
    {
        await program.DisposeAsync();
        files.Dispose();
    }

    [Theory]
    [InlineData("Tick", false, 200)]
    [InlineData("Tick", true, 200)]
    [InlineData("Tock", false, 500)]
    public async Task A_timer_posted_by_the_host_is_answered_with_json(
        string name,
        bool isPastDue,
        int status
    )
    {
        using var body = new StringContent(
            """{"Data":{"timer":{"ScheduleStatus":null,"IsPastDue":PAST}},"Metadata":{"sys":{}}}""".Replace(
                "PAST",
                isPastDue ? "true" : "false",
                StringComparison.Ordinal
            ),
            Encoding.UTF8,
            "application/json"
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{name}") { Content = body };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Azure-Functions-InvocationId", "0d5f");
        using var answer = await program.Client.SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("Outputs").ValueKind);
        Assert.EndsWith($" {isPastDue}", Assert.Single(diary.Entries));
    }

    [Fact]
    public async Task A_stranger_reaches_no_timer_by_any_method_path_or_header()
    {
        foreach (var mark in Marks)
        foreach (var method in mark == Marks[0] ? Methods : ["POST"])
        foreach (var path in Paths)
            await RawHttp.SendAsync(
                program.Client.BaseAddress!,
                $"{method} {path} HTTP/1.1\n{mark}\nX-HTTP-Method-Override: POST\nX-Original-URL: /Tick\n"
                    + "X-Azure-Functions-InvocationId: 0d5f\nContent-Type: application/json",
                "{}"
            );
        Assert.DoesNotContain(diary.Entries, entry => entry != "Page");
    }

    [Fact]
    public async Task Timers_wait_for_the_host_and_nothing_is_announced()
    {
        await program.Client.GetStringAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(["Page"], diary.Entries);
        Assert.Equal("", program.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(program.DataPath));
        Assert.Equal("127.0.0.1", program.Client.BaseAddress!.Host);
    }

    [Fact]
    public async Task Keys_are_the_hosts_work()
    {
        var secret = await program.Client.GetStringAsync(new Uri("/api/secret", UriKind.Relative));
        Assert.Equal("secret", secret);
    }

    [Fact]
    public async Task Only_listed_methods_reach_a_function()
    {
        var head = await RawHttp.SendAsync(
            program.Client.BaseAddress!,
            "HEAD /api/secret HTTP/1.1\nX-Forwarded-For: 203.0.113.9"
        );
        Assert.StartsWith("HTTP/1.1 405 ", head);
    }

    [Theory]
    // The last address outside Azure's own networks is the sender; what it says before that proves nothing.
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("198.51.100.1, 203.0.113.9:4711, 10.0.0.4", "203.0.113.9")]
    [InlineData("[2001:db8::1]:4711, 169.254.130.1", "2001:db8::1")]
    public async Task Forwarded_headers_tell_who_asks_for_what(string chain, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/things/address");
        request.Headers.Add("X-Forwarded-For", chain);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "survey.example");
        using var answer = await program.Client.SendAsync(request);
        Assert.Equal($"{address} https survey.example", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }
}
