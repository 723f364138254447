using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Tests.Ask;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Manage;

/// <summary>An admin at the desk, with a browser that runs no script.</summary>
public sealed class DeskTests : IAsyncLifetime
{
    private TestProgram _program = null!;
    private Browser _admin = null!;
    private string _wave = null!;

    public async Task InitializeAsync()
    {
        _program = await TestProgram.StartAsync(
            new Dictionary<string, string?> { ["Survey:PublishWithoutApproval"] = "false" }
        );
        _admin = new(_program.Client.BaseAddress!);
        using var reply = await _admin.SignInAsync(TestProgram.AdminKey);
        Assert.Equal("/manage", reply.Headers.Location?.OriginalString);
        _wave = Shipped.Now.Id;
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    private string Address => $"/manage/waves/{_wave}?lang=en";

    [Fact]
    public async Task Every_action_is_asked_for_twice_and_told_back()
    {
        var page = await PageAsync("/manage?lang=en");
        Assert.Contains($"{_wave} stays open until", page.Body!.TextContent);
        Assert.Contains("youth-online/2", page.Body.TextContent);
        Assert.NotNull(page.QuerySelector($"a[href='/manage/waves/{_wave}?lang=en']"));

        var end = Shipped.Definition.Calendar.DayOf(Shipped.Now.Closes).AddDays(7);
        await ChangeNextAsync(end.AddDays(1));
        await ActAsync("change", "The days were changed.", $"closes={end:yyyy-MM-dd}");
        Assert.Contains($"{end:yyyy-MM-dd} 00:00", (await PageAsync(Address)).Body!.TextContent);
        await ActAsync("close", "Closed.");
        for (
            var tries = 0;
            await _admin.StatusAsync($"/manage/waves/{_wave}/draft") != 200;
            tries++
        )
        {
            Assert.True(tries < 600, "The draft did not come.");
            await Task.Delay(100);
        }
        var draft = await PageAsync($"/manage/waves/{_wave}/draft?lang=en");
        Assert.Equal(4, draft.QuerySelectorAll("section[aria-labelledby=audit] li").Length);
        var attack = draft.QuerySelector("section[aria-labelledby=audit] a")!;
        draft = await PageAsync(attack.GetAttribute("href")!);
        Assert.Contains("✓ No small count that is held back can be", draft.Body!.TextContent);
        Assert.DoesNotContain("✗", draft.Body!.TextContent);
        Assert.Contains("too few responses", draft.Body.TextContent);
        Assert.Equal(200, await _admin.StatusAsync($"/api/waves/{_wave}/draft/estimates.csv"));
        Assert.Equal(404, await _admin.StatusAsync($"/releases/{_wave}"));

        await ActAsync("hold", "Held.", "reason=one+region+first");
        Assert.Contains("one region first", (await PageAsync(Address)).Body!.TextContent);
        await ActAsync("approve", "Approved.", "at=2099-01-01T09:00");
        Assert.Contains("2099-01-01 09:00", (await PageAsync(Address)).Body!.TextContent);
        Assert.Equal(404, await _admin.StatusAsync($"/releases/{_wave}"));
        await ActAsync("approve", "Approved.");
        Assert.Equal(200, await _admin.StatusAsync($"/releases/{_wave}"));
        await ActAsync("withdraw", "Withdrawn.", "reason=a+table+was+wrong");
        using var gone = await _admin.SendAsync($"/releases/{_wave}?lang=en");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("a table was wrong", await gone.Content.ReadAsStringAsync());
        await ActAsync("revise", "Made again.");

        var record = await PageAsync("/manage/record?lang=en");
        Assert.Equal(
            [
                "drafted",
                "withdrawn",
                "published",
                "approved",
                "approved",
                "held",
                "drafted",
                "closed",
                "ended",
                "changed",
                "opened",
            ],
            record
                .QuerySelectorAll("tbody tr")
                .Where(row => row.Children[1].TextContent == _wave)
                .Select(row => row.Children[2].TextContent)
                .Take(11)
        );
        var who = record.QuerySelectorAll("tbody tr").Select(row => row.Children[3].TextContent);
        Assert.Equal(2, who.Distinct().Count());
        Assert.Contains(who, name => name.StartsWith("admin sign-in", StringComparison.Ordinal));
        Assert.DoesNotContain(TestProgram.AdminKey, record.Source.Text, StringComparison.Ordinal);

        var contents = Directory.GetFiles(
            _program.DataPath,
            $"{_wave}+r2+manifest.json",
            SearchOption.AllDirectories
        );
        await File.AppendAllTextAsync(Assert.Single(contents), " ");
        Assert.Contains(
            $"{_wave}: the files of the release are not as they were made",
            (await PageAsync("/manage?lang=en")).Body!.TextContent
        );
    }

    [Fact]
    public async Task What_is_wrong_changes_nothing()
    {
        var analyst = new Browser(_program.Client.BaseAddress!);
        (await analyst.SignInAsync(TestProgram.AnalystKey)).Dispose();
        var before = await RowAsync();
        foreach (var path in new[] { "/manage", Address, "/manage/record", "/manage/preview/2/pt" })
            Assert.Equal(401, await analyst.StatusAsync(path));
        Assert.Equal(401, await analyst.StatusAsync(Address, "do=close&seen=0&sure=yes"));
        Assert.Equal(403, await _admin.StatusAsync(Address, "do=close&seen=0&sure=yes"));

        var fields = Fields(await PageAsync(Address), "close");
        await RefusedAsync(400, fields, ("do", "erase"));
        await RefusedAsync(400, fields, ("seen", "all"));
        await RefusedAsync(400, fields, ("do", "hold"));
        await RefusedAsync(400, fields, ("do", "approve"), ("at", "soon"));
        await RefusedAsync(400, fields, ("do", "change"), ("closes", "soon"));
        await RefusedAsync(
            400,
            fields,
            ("sure", "yes"),
            ("do", "change"),
            ("closes", "2020-01-01")
        );
        await RefusedAsync(
            409,
            fields,
            ("sure", "yes"),
            ("do", "change"),
            ("closes", $"{Shipped.Definition.Calendar.DayOf(Shipped.Now.Closes):yyyy-MM-dd}"),
            ("etag", "another")
        );
        await RefusedAsync(409, fields, ("sure", "yes"), ("etag", "another"));
        await RefusedAsync(409, fields, ("sure", "yes"), ("do", "approve"));
        await RefusedAsync(409, fields, ("sure", "yes"), ("do", "hold"), ("reason", "x"));
        await RefusedAsync(409, fields, ("sure", "yes"), ("do", "withdraw"), ("reason", "x"));
        await RefusedAsync(409, fields, ("sure", "yes"), ("do", "revise"));
        Assert.Equal(before, await RowAsync());
        Assert.Equal(404, await _admin.StatusAsync("/manage/waves/1999-Q1"));
        Assert.Equal(404, await _admin.StatusAsync($"/manage/waves/{_wave}/draft"));

        // Without the answer to "is it meant?" nothing is done; with it, once.
        using var asked = await SendAsync(fields);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(before, await RowAsync());
        fields["sure"] = "yes";
        using var done = await SendAsync(fields);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        await RefusedAsync(409, fields);
    }

    [Fact]
    public async Task The_survey_is_seen_in_every_version_and_language_and_nothing_is_kept()
    {
        foreach (var version in new[] { "1", "2" })
        foreach (var language in new[] { "pt", "en" })
        {
            var page = await PageAsync($"/manage/preview/{version}/{language}");
            Assert.NotNull(page.QuerySelector("aside.banner"));
            Assert.Null(page.QuerySelector("form")!.GetAttribute("data-wave"));
            Assert.Equal(
                $"youth-online/{version}",
                page.QuerySelector("form")!.GetAttribute("data-instrument")
            );
        }
        var sheet = await PageAsync("/manage/preview/2/en/10-12");
        Assert.Contains("Preview", sheet.QuerySelector("aside.banner")!.TextContent);
        foreach (var path in new[] { "9/pt", "2/fr", "2/pt/nothing" })
            Assert.Equal(404, await _admin.StatusAsync($"/manage/preview/{path}"));
        var difference = await PageAsync("/manage/difference/1?lang=en");
        Assert.NotEmpty(difference.QuerySelectorAll("mark"));
        Assert.Equal(404, await _admin.StatusAsync("/manage/difference/2"));
    }

    /// <summary>The next wave makes room for this one to end later.</summary>
    private async Task ChangeNextAsync(DateOnly opens)
    {
        var address = Address.Replace(
            _wave,
            Shipped.Definition.Calendar.PeriodAt(Shipped.Now.Closes).Id,
            StringComparison.Ordinal
        );
        var fields = Fields(await PageAsync(address), "change");
        (fields["opens"], fields["sure"]) = ($"{opens:yyyy-MM-dd}", "yes");
        using var content = new FormUrlEncodedContent(fields);
        Assert.Equal(303, await _admin.StatusAsync(address, await content.ReadAsStringAsync()));
    }

    private async Task ActAsync(string action, string told, string more = "")
    {
        var fields = Fields(await PageAsync(Address), action);
        foreach (var field in more.Split('&', StringSplitOptions.RemoveEmptyEntries))
            fields[field.Split('=')[0]] = WebUtility.UrlDecode(field.Split('=')[1]);
        using var asked = await SendAsync(fields);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var sure = await ParseAsync(asked);
        using var done = await SendAsync(Fields(sure, action));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        var page = await PageAsync(done.Headers.Location!.OriginalString);
        Assert.StartsWith(
            told,
            page.QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private async Task RefusedAsync(
        int status,
        Dictionary<string, string> fields,
        params (string Name, string Value)[] other
    )
    {
        var sent = new Dictionary<string, string>(fields);
        foreach (var (name, value) in other)
            sent[name] = value;
        using var reply = await SendAsync(sent);
        Assert.Equal(status, (int)reply.StatusCode);
        var page = await ParseAsync(reply);
        Assert.NotEqual("", page.QuerySelector("[role=alert]")!.TextContent);
    }

    private async Task<HttpResponseMessage> SendAsync(Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await _admin.SendAsync(Address, await content.ReadAsStringAsync());
    }

    private async Task<IHtmlDocument> PageAsync(string path)
    {
        using var reply = await _admin.SendAsync(path);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{path}: {reply.StatusCode}");
        return await ParseAsync(reply);
    }

    private static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage reply) =>
        new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());

    /// <summary>The fields of the form of an action.</summary>
    private static Dictionary<string, string> Fields(IHtmlDocument page, string action) =>
        page.QuerySelectorAll("form")
            .Single(form => form.QuerySelector("[name=do]")?.GetAttribute("value") == action)
            .QuerySelectorAll("input")
            .ToDictionary(
                input => input.GetAttribute("name")!,
                input => input.GetAttribute("value") ?? ""
            );

    private async Task<Wave> RowAsync() =>
        (
            await _program
                .Services.GetRequiredService<Waves>()
                .GetAsync(_wave, CancellationToken.None)
        )!;
}
