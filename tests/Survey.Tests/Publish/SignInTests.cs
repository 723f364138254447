using AngleSharp.Html.Parser;
using Survey.Http;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>Analysts and admins with a browser.</summary>
public sealed class SignInTests(SignInTests.Site site) : IClassFixture<SignInTests.Site>
{
    [Fact]
    public async Task A_missing_key_is_asked_for_where_it_is_missed()
    {
        var browser = site.Browser();
        using var reply = await browser.SendAsync("/releases?lang=en&revision=2");
        Assert.Equal(401, (int)reply.StatusCode);
        Assert.False(reply.Headers.Contains("Set-Cookie"));
        var page = new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());
        Assert.Equal("en-GB", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(
            "/releases?lang=en&revision=2",
            page.QuerySelector("input[name=to]")!.GetAttribute("value")
        );
        Assert.Empty(page.QuerySelectorAll("script, style, [style], [onclick]"));

        using var program = await site.Client.GetAsync(new Uri("/releases", UriKind.Relative));
        await HttpFunctionsTests.AssertProblemAsync(program, 401);
    }

    [Fact]
    public async Task A_key_opens_its_pages_and_nothing_of_a_student_carries_the_cookie()
    {
        var browser = site.Browser();
        using var reply = await browser.SignInAsync($" {TestProgram.AnalystKey}\n", "/releases");
        Assert.Equal(
            (303, "/releases"),
            ((int)reply.StatusCode, reply.Headers.Location?.OriginalString)
        );
        var cookies = reply.Headers.GetValues("Set-Cookie").ToArray();
        Assert.All(
            cookies,
            cookie =>
            {
                Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("; max-age=36000", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(TestProgram.AnalystKey, cookie, StringComparison.Ordinal);
            }
        );
        foreach (var function in Functions.OfProgram.Http)
        {
            var path = "/" + HostRoutes.Fill(function.Route, "", "");
            Assert.Equal(function.Key is not null, browser.CookiesOf(path).Length > 0);
            if (function.Key is { } key && function.Methods[0] == "GET")
                Assert.Equal(key == KeyHolder.Admin, await browser.StatusAsync(path) == 401);
        }
        Assert.Empty(browser.CookiesOf("/"));

        using var admin = await browser.SignInAsync(TestProgram.AdminKey);
        Assert.Equal(200, await browser.StatusAsync("/api/waves"));
    }

    [Theory]
    [InlineData("/releases?lang=en&Code=", "/releases?lang=en")]
    [InlineData("/api/releases?code=", "/api/releases")]
    public async Task A_key_in_an_address_is_taken_out_of_it(string address, string without)
    {
        var browser = site.Browser();
        using var reply = await browser.SendAsync(address + TestProgram.AnalystKey);
        Assert.Equal(
            (303, without),
            ((int)reply.StatusCode, reply.Headers.Location?.OriginalString)
        );
        Assert.Equal(200, await browser.StatusAsync(without));

        using var program = await site.Client.GetAsync(
            new Uri(address + TestProgram.AnalystKey, UriKind.Relative)
        );
        Assert.Equal(200, (int)program.StatusCode);
        Assert.DoesNotContain("code=", await program.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_not_said_back()
    {
        using var reply = await site.Browser().SignInAsync("planted", "/releases?lang=en");
        Assert.Equal(401, (int)reply.StatusCode);
        Assert.False(reply.Headers.Contains("Set-Cookie"));
        var text = await reply.Content.ReadAsStringAsync();
        Assert.DoesNotContain("planted", text);
        var page = new HtmlParser().ParseDocument(text);
        Assert.NotNull(page.QuerySelector("[role=alert]"));
        Assert.Equal(
            "/releases?lang=en",
            page.QuerySelector("input[name=to]")!.GetAttribute("value")
        );
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/releases\r\nSet-Cookie: a=b")]
    [InlineData("releases")]
    [InlineData("")]
    public async Task Nobody_is_sent_elsewhere(string to)
    {
        using var reply = await site.Browser().SignInAsync(TestProgram.AnalystKey, to);
        Assert.Equal("/releases", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_form_needs_the_token_of_its_session()
    {
        var (one, other) = (site.Browser(), site.Browser());
        foreach (var browser in new[] { one, other })
            (await browser.SignInAsync(TestProgram.AnalystKey)).Dispose();
        Assert.Equal(403, await one.StatusAsync("/sign-out", "a=b"));
        var token = await other.TokenAsync("/sign-out");
        await one.TokenAsync("/sign-out");
        Assert.Equal(403, await one.StatusAsync("/sign-out", token));
        Assert.Equal(200, await one.StatusAsync("/releases"));
        Assert.Equal(303, await other.StatusAsync("/sign-out", token));
        Assert.Equal(401, await other.StatusAsync("/releases"));
    }

    [Fact]
    public async Task What_needs_a_key_is_kept_nowhere_and_refers_to_nowhere()
    {
        using var client = new HttpClient { BaseAddress = site.Client.BaseAddress };
        foreach (var key in new[] { TestProgram.AdminKey, "wrong" })
        {
            client.DefaultRequestHeaders.Remove("x-functions-key");
            client.DefaultRequestHeaders.Add("x-functions-key", key);
            foreach (var function in Functions.OfProgram.Http.Where(one => one.Key is not null))
            {
                var path = "/" + HostRoutes.Fill(function.Route, "", "");
                using var request = new HttpRequestMessage(new(function.Methods[0]), path);
                using var reply = await client.SendAsync(request);
                Assert.Equal("no-store", reply.Headers.GetValues("Cache-Control").Single());
                Assert.Equal("no-referrer", reply.Headers.GetValues("Referrer-Policy").Single());
            }
        }
    }

    public sealed class Site : IAsyncLifetime
    {
        private TestProgram _program = null!;

        public HttpClient Client => _program.Client;

        internal Browser Browser() => new(Client.BaseAddress!);

        public async Task InitializeAsync() => _program = await TestProgram.StartAsync();

        public async Task DisposeAsync() => await _program.DisposeAsync();
    }
}
