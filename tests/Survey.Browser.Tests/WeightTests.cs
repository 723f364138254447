using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>What a cheap phone on a shared connection has to load.</summary>
public class WeightTests
{
    [Theory]
    [InlineData("/pt", "br")]
    [InlineData("/en", "gzip")]
    public async Task At_most_30_KB_in_3_requests_to_one_host_and_none_after(
        string path,
        string encoding
    )
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.Context.SetExtraHTTPHeadersAsync(
            new Dictionary<string, string> { ["Accept-Encoding"] = encoding }
        );
        var bytes = 0;
        var cdp = await student.Context.NewCDPSessionAsync(student.Page);
        await cdp.SendAsync("Network.enable");
        cdp.Event("Network.loadingFinished").OnEvent += (_, message) =>
            bytes += (int)message!.Value.GetProperty("encodedDataLength").GetDouble();
        var replies = new List<IResponse>();
        student.Page.Response += (_, reply) => replies.Add(reply);

        await student.BeginAsync(site, path);
        await student.ChooseAsync("sex", "girl");
        await student.Page.ClickAsync("[data-to]");
        await student.GoToAsync("end");

        Assert.InRange(bytes, 1, 30 * 1024);
        Assert.InRange(student.Requests.Count, 1, 3);
        Assert.All(
            student.Requests,
            request => Assert.StartsWith($"GET {site.Address}", request, StringComparison.Ordinal)
        );
        Assert.All(replies, reply => Assert.Equal(encoding, reply.Headers["content-encoding"]));
        Assert.Empty(student.Complaints);
    }

    [Fact]
    public async Task The_first_question_is_usable_within_3_s_on_a_slow_phone()
    {
        await using var site = await Site.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var blank = builder.Build();
        blank.Urls.Add("http://127.0.0.1:0");
        blank.MapGet(
            "/",
            () => Results.Content("<!DOCTYPE html><title>blank</title>", "text/html")
        );
        await blank.StartAsync();

        var over = double.MaxValue;
        // A busy machine slows both down, but never speeds one up: the best of a few rounds.
        for (var round = 0; round < 5 && over > MostOverBlank; round++)
        {
            var least = await SecondsAsync(blank.Urls.First(), "window.usable");
            over = Math.Min(over, await SecondsAsync($"{site.Address}/pt", Begun) - least);
        }
        Assert.InRange(over, 0, MostOverBlank);
    }

    /// <summary>Seconds. A blank page alone costs 0.8 under this throttle: a connection and a reply, 400 ms each; together
    /// they make the 3 s.</summary>
    private const double MostOverBlank = 2.2;

    private const string Begun = "document.getElementById('q-sex')?.offsetParent && window.usable";

    /// <summary>From asking for a page until it is usable, as a slow phone does it.</summary>
    private static async Task<double> SecondsAsync(string address, string usable)
    {
        await using var student = await Student.ComeAsync(width: 360, height: 640, touch: true);
        var cdp = await student.Context.NewCDPSessionAsync(student.Page);
        await cdp.SendAsync("Network.enable");
        await cdp.SendAsync(
            "Network.emulateNetworkConditions",
            new Dictionary<string, object>
            {
                ["offline"] = false,
                ["latency"] = 400,
                ["downloadThroughput"] = 400_000 / 8,
                ["uploadThroughput"] = 400_000 / 8,
            }
        );
        await cdp.SendAsync(
            "Emulation.setCPUThrottlingRate",
            new Dictionary<string, object> { ["rate"] = 4 }
        );
        await student.Page.AddInitScriptAsync(
            """
            addEventListener('DOMContentLoaded', () => setTimeout(() => {
              document.getElementById('begin')?.click()
              requestAnimationFrame(() => setTimeout(() => (window.usable = performance.now())))
            }))
            """
        );
        await student.Page.GotoAsync(address);
        var when = await student.Page.WaitForFunctionAsync($"() => {usable}");
        return await when.JsonValueAsync<double>() / 1000;
    }
}
