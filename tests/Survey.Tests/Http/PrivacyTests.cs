using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Survey.Tests.Http;

/// <summary>Whatever a respondent's device says of itself, and whatever a request holds, is nowhere afterwards.</summary>
public sealed class PrivacyTests
{
    private static readonly string[] Planted =
    [
        "planted-agent",
        "planted-answer",
        "planted-cookie",
        "planted-id",
        "203.0.113.77",
    ];

    [Fact]
    public async Task Nothing_of_a_request_is_logged_or_kept()
    {
        await using var program = await TestProgram.StartAsync(
            functions: TestFunctions.All,
            services: services => services.AddSingleton<Diary>()
        );
        string[] starts =
        [
            "GET /",
            "GET /api/things/one",
            "GET /api/things/fails",
            "GET /api/things/unavailable",
            "GET /api/things/half",
            "POST /api/things/one",
            "POST /planted-answer",
            "BAD\u0001 /",
            "GET /%zz",
        ];
        foreach (var start in starts)
            await RawHttp.SendAsync(
                program.Client.BaseAddress!,
                $"{start}?q=planted-answer&code=planted-id HTTP/1.1\nUser-Agent: planted-agent\n"
                    + "Cookie: a=planted-cookie\nX-Forwarded-For: 203.0.113.77\n"
                    + "traceparent: 00-planted-id",
                """{"answers":"planted-answer"}"""
            );
        Assert.Contains("Thing failed", program.Output);
        var traces = new List<string> { program.Output };
        foreach (var file in Directory.EnumerateFiles(program.DataPath))
        {
            // Held by the program, and without a byte in it.
            if (Path.GetFileName(file) == "lock")
                continue;
            traces.Add(file + Encoding.Latin1.GetString(Files.ReadShared(file)));
        }
        Assert.All(
            traces,
            trace =>
                Assert.All(
                    Planted,
                    planted =>
                        Assert.DoesNotContain(planted, trace, StringComparison.OrdinalIgnoreCase)
                )
        );
    }
}
