using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Tests.Http;
using Survey.Tests.Publish;
using Xunit;

namespace Survey.Tests.Whole;

/// <summary>Every page of students, analysts and admins, walked by its links, with one wave that is published, shown to
/// everybody, and has a further draft.</summary>
public sealed partial class LinksTests : IAsyncLifetime
{
    /// <summary>Pages are alike from one wave and indicator to the next: two of a kind in the suite;
    /// <c>SURVEY_LINKS_OF_A_KIND=500</c> for every link there is.</summary>
    private static readonly int OfAKind = FullSize.Of("SURVEY_LINKS_OF_A_KIND", 2);

    private const string WrongKey = "planted-key-0123456789";

    private static readonly string[] Keys =
    [
        TestProgram.AnalystKey,
        TestProgram.AdminKey,
        WrongKey,
    ];

    private TestProgram _program = null!;
    private Browser _browser = null!;

    public async Task InitializeAsync()
    {
        _program = await TestProgram.StartAsync(
            new Dictionary<string, string?> { ["Survey:PublishWithoutApproval"] = "false" }
        );
        _browser = new Browser(_program.Client.BaseAddress!);
        var definition = _program.Services.GetRequiredService<Definition>();
        var wave = definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id;
        using var admin = _program.WithKey(TestProgram.AdminKey);
        await UntilAsync(admin, "api/survey");
        await MadeUpResponses.KeepAsync(_program.Services, wave, 200);
        await admin.PostAsync(new Uri($"api/waves/{wave}/close", UriKind.Relative), null);
        await UntilAsync(admin, $"api/waves/{wave}/draft");
        var draft = new { draft = 1 };
        (await admin.PostAsJsonAsync($"api/waves/{wave}/approve", draft)).EnsureSuccessStatusCode();
        await UntilAsync(admin, $"api/releases/{wave}");
        var done = new { @public = true, done = new { pt = "Feito.", en = "Done." } };
        await admin.PutAsJsonAsync($"api/waves/{wave}/results", done);
        await UntilAsync(admin, "results");
        await admin.PostAsync(new Uri($"api/waves/{wave}/revise", UriKind.Relative), null);
        await UntilAsync(admin, $"manage/waves/{wave}/draft");
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Every_link_leads_somewhere_every_page_is_safe_and_no_key_is_anywhere()
    {
        foreach (var path in (string[])["/releases", "/manage?lang=pt", "/explore"])
        {
            using var program = _program.WithKey(WrongKey);
            await program.GetAsync(new Uri(path, UriKind.Relative));
            await IsKeylessAsync(path, await _browser.SendAsync(With(path, WrongKey)));
            await IsKeylessAsync(path, await _browser.SignInAsync(WrongKey, path));
            // An admin's link with the key in it.
            await IsKeylessAsync(path, await _browser.SendAsync(With(path, TestProgram.AdminKey)));
        }
        var seen = new Dictionary<string, int>();
        var next = new Queue<string>(["/", "/releases", "/manage", "/results"]);
        while (next.TryDequeue(out var address))
        {
            using var reply = await _browser.SendAsync(address);
            Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{address}: {reply.StatusCode}");
            var text = await IsKeylessAsync(address, reply);
            if (reply.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var page = new HtmlParser().ParseDocument(text);
            // A file to keep needs nothing else.
            if (address.StartsWith("/api/", StringComparison.Ordinal))
                Assert.Empty(page.QuerySelectorAll("[href], [src], script"));
            else
                foreach (var link in LinksOf(address, page))
                {
                    var kind = KindOf(link);
                    if (
                        seen.TryAdd(link, 0)
                        && (seen[kind] = seen.GetValueOrDefault(kind) + 1) <= OfAKind
                    )
                        next.Enqueue(link);
                }
        }
        Assert.InRange(seen.Count(one => one.Value > 0), 40, OfAKind == 2 ? 200 : int.MaxValue);
        // At its start the program says the keys to whoever starts it, and never again.
        var logged = _program.Output.Split('\n').Where(line => !line.StartsWith('A'));
        Assert.All(Keys, key => Assert.DoesNotContain(logged, line => line.Contains(key)));
    }

    private static IEnumerable<string> LinksOf(string address, IDocument page)
    {
        // What the strict content security policy would refuse.
        Assert.Empty(
            page.QuerySelectorAll("script:not([src]), style, [style], [onclick], [onload]")
        );
        var ids = page.QuerySelectorAll("[id]").Select(one => one.Id!).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var element in page.QuerySelectorAll("[href], [src], form[method=get]"))
        {
            var to =
                element.GetAttribute("href")
                ?? element.GetAttribute("src")
                ?? element.GetAttribute("action")!;
            if (to.StartsWith('#'))
                Assert.True(to.Length == 1 || ids.Contains(to[1..]), $"{address}: {to}");
            else if (to.StartsWith('/'))
                yield return to.Split('#')[0];
        }
    }

    private static async Task<string> IsKeylessAsync(string address, HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.All(
            Keys,
            key =>
            {
                Assert.DoesNotContain(key, text);
                Assert.DoesNotContain(key, $"{reply.Headers}{reply.Content.Headers}");
            }
        );
        Assert.True(
            reply.Headers.TryGetValues("Referrer-Policy", out var policy)
                && policy.Single() == "no-referrer",
            address
        );
        return text;
    }

    private static string With(string path, string key) =>
        $"{path}{(path.Contains('?') ? '&' : '?')}code={key}";

    private async Task UntilAsync(HttpClient client, string path)
    {
        while (!(await client.GetAsync(new Uri(path, UriKind.Relative))).IsSuccessStatusCode)
            await Task.Delay(50);
    }

    /// <summary>The address without what is one indicator's, wave's or file's own.</summary>
    private static string KindOf(string link)
    {
        var parts = link.Split('?');
        var path = Own().Replace(parts[0], "$1*");
        var names = parts
            .Skip(1)
            .SelectMany(query => query.Split('&'))
            .Select(one => one.Split('=')[0]);
        return $"{path} {string.Join(' ', names.Distinct().Order())}";
    }

    [GeneratedRegex(@"^((?:/releases)?/[^/]*/)[a-z0-9_]+(?=$|/[a-z]+\.)")]
    private static partial Regex Own();
}
