using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Publish;
using Survey.Tests.Ask;
using Survey.Tests.Http;
using Survey.Tests.Publish;
using Xunit;

namespace Survey.Tests.Whole;

/// <summary>The program with a survey in languages, with ages, regions and waves that it does not come with.</summary>
public sealed class AnotherCountryTests : IAsyncLifetime
{
    private static readonly Definition Definition = Jovenes.Definition;
    private static readonly Instrument Instrument = Definition.Instrument;

    /// <summary>What the program itself says in its own languages, long enough to be nothing else.</summary>
    private static readonly string[] OwnWords =
    [
        .. Words
            .Base.Ids.SelectMany(id => Words.Base[id].Words.Values)
            .Where(text => text.Length > 12 && !text.Contains('{', StringComparison.Ordinal))
            .Except(Definition.Words.Ids.SelectMany(id => Definition.Words[id].Words.Values)),
    ];

    private TestProgram _program = null!;

    public async Task InitializeAsync()
    {
        _program = await TestProgram.StartAsync(services: services =>
            services.AddSingleton(Definition)
        );
        while (
            !(
                await _program.Client.GetAsync(new Uri("/api/survey", UriKind.Relative))
            ).IsSuccessStatusCode
        )
            await Task.Delay(20);
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Every_page_of_a_student_is_there_in_each_language_and_in_no_other()
    {
        string[] pages =
        [
            "",
            "/about",
            "/about/schools",
            "/print",
            .. Definition.Pages.Sheets.Select(sheet => $"/print/{sheet.Id}"),
            "/places",
            "/quiz",
            "/thanks",
        ];
        foreach (var language in Instrument.Languages)
        {
            foreach (var page in pages)
                await IsSpokenAsync(language, await GetAsync($"/{language}{page}"));
            await IsSpokenAsync(
                language,
                await GetAsync($"/{language}/results"),
                HttpStatusCode.NotFound
            );
            await IsSpokenAsync(
                language,
                await GetAsync($"/{language}/nowhere"),
                HttpStatusCode.NotFound
            );
            await IsSpokenAsync(
                language,
                await PostAsync(("language", language)),
                HttpStatusCode.NotFound
            );
        }
        await IsSpokenAsync("fr", await GetAsync("/about", accept: "de, fr;q=0.8, es;q=0.5"));
        await IsSpokenAsync("es", await GetAsync("/about", accept: "pt, en"));
    }

    [Fact]
    public async Task The_form_goes_step_by_step_in_each_language_and_is_kept()
    {
        foreach (var language in Instrument.Languages)
        {
            var start = await ReadAsync(await GetAsync($"/{language}"));
            var step = await PostAsync(Hidden(start, "survey"));
            var page = await IsSpokenAsync(language, step);
            for (var steps = 0; page.QuerySelector("[name=go][value=send]") is null; steps++)
            {
                Assert.InRange(steps, 0, Instrument.Items.Length);
                var marked = page.QuerySelectorAll<IHtmlFieldSetElement>(".question")
                    .Select(question =>
                        question.QuerySelectorAll<IHtmlInputElement>("input").ElementAt(1)
                    )
                    .Select(input => (input.Name!, input.Value));
                page = await IsSpokenAsync(
                    language,
                    await PostAsync([.. Hidden(page, "step"), .. marked, ("go", "next")])
                );
            }
            var sent = await PostAsync([.. Hidden(page, "step"), ("go", "send")]);
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
            Assert.Equal($"/{language}/thanks", sent.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task Waves_are_those_of_its_calendar_and_close_by_their_ids()
    {
        var survey = await _program.Client.GetFromJsonAsync<JsonElement>("/api/survey");
        var wave = survey.GetProperty("wave");
        var period = Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow);
        Assert.Equal(period.Id, wave.GetProperty("id").GetString());
        Assert.Equal(UtcTime.Iso(period.Opens), wave.GetProperty("opens").GetString());
        using var admin = _program.WithKey(TestProgram.AdminKey);
        var closed = await admin.PostAsync(
            new Uri($"/api/waves/{period.Id}/close", UriKind.Relative),
            null
        );
        Assert.Equal(HttpStatusCode.Accepted, closed.StatusCode);
        IDocument page;
        do page = await IsSpokenAsync("es", await GetAsync("/es"));
        while (page.QuerySelector("form") is not null);
        Assert.Contains(
            $"La próxima se abre el {Definition.Calendar.DayOf(period.Closes).Day} de ",
            page.QuerySelector("main")!.TextContent
        );
    }

    [Fact]
    public async Task A_release_is_weighted_and_said_in_its_own_languages()
    {
        using var kit = new PublishFixture(Definition);
        foreach (var wave in (string[])["2026-T2", "2026-T3"])
        {
            await kit.CloseWaveAsync(wave, 900, seed: wave[^1]);
            Assert.True(await kit.Publisher.PublishAsync(wave, default));
        }
        using var release = JsonDocument.Parse(await kit.BlobAsync("2026-T3/r1/release.json"));
        Assert.Equal("made", release.RootElement.GetProperty("estimates").GetString());
        Assert.All(
            release.RootElement.GetProperty("notes").EnumerateArray(),
            note => Assert.Equal(["es", "fr"], note.EnumerateObject().Select(text => text.Name))
        );
        var estimates = CsvRows.Of(await kit.BlobAsync("2026-T3/r1/estimates.csv"));
        Assert.Contains(estimates, row => row is [_, "apuesta", "territorio", "peninsula", ..]);
        Assert.Contains(estimates, row => row[4] == "de ceux qui se connectent");
        Assert.Contains(
            CsvRows.Of(await kit.BlobAsync("2026-T3/r1/changes.csv")),
            row => row[1] == "2026-T2"
        );
        using var package = JsonDocument.Parse(await kit.BlobAsync("2026-T3/r1/datapackage.json"));
        Assert.Equal(
            "Ta vie en ligne, 2026-T3",
            package.RootElement.GetProperty("title").GetString()
        );
        var files = kit.Published.Where(file =>
            file.StartsWith("2026-T3", StringComparison.Ordinal)
            && !file.EndsWith(".zip", StringComparison.Ordinal)
        );
        foreach (var file in files)
        {
            var text = System.Text.Encoding.UTF8.GetString(await kit.BlobAsync(file));
            Assert.DoesNotContain(
                OwnWords,
                words => text.Contains(words, StringComparison.Ordinal)
            );
        }
        Assert.Contains("2026-T3/r1/estimates.es.csv", files);
        Assert.Contains("2026-T3/r1/estimates.fr.csv", files);
        foreach (var language in Instrument.Languages)
        {
            var (_, page) = await kit.CallAsync<ReleasePages>(
                (pages, request) => pages.Run(request),
                query: $"?lang={language}",
                values: ("wave", "2026-T3")
            );
            IsSpoken(language, System.Text.Encoding.UTF8.GetString(page));
            foreach (var compare in (string[])["waves", "groups&by=territorio&show=bars"])
            {
                (_, page) = await kit.CallAsync<Survey.Publish.Explore>(
                    (pages, request) => pages.Run(request),
                    query: $"?lang={language}&compare={compare}"
                );
                IsSpoken(language, System.Text.Encoding.UTF8.GetString(page));
            }
        }
        var done =
            """{"public":true,"done":{"es":"Más horas de ayuda.","fr":"Plus d’heures d’aide."}}""";
        var (put, _) = await kit.CallAsync<ChangeResults>(
            (results, request) => results.Run(request),
            "PUT",
            json: done,
            values: ("wave", "2026-T3")
        );
        Assert.Equal(200, put.StatusCode);
        foreach (var language in Instrument.Languages)
        {
            var (_, page) = await kit.CallAsync<SurveyPage>(
                (pages, request) => pages.Run(request),
                values: ("path", $"{language}/results/2026-T3")
            );
            var results = IsSpoken(language, System.Text.Encoding.UTF8.GetString(page));
            Assert.Contains("100", results.QuerySelector(".figures")!.TextContent);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        return await _program.Client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = _program.Client.BaseAddress,
        };
        using var form = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
        );
        return await client.PostAsync(new Uri("/answers", UriKind.Relative), form);
    }

    private static (string, string)[] Hidden(IDocument page, string form) =>
        [
            .. page.QuerySelectorAll<IHtmlInputElement>($"#{form} > input[type=hidden]")
                .Select(input => (input.Name!, input.Value)),
        ];

    private static async Task<IDocument> ReadAsync(HttpResponseMessage reply) =>
        new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());

    private static async Task<IDocument> IsSpokenAsync(
        string language,
        HttpResponseMessage reply,
        HttpStatusCode status = HttpStatusCode.OK
    )
    {
        Assert.Equal(status, reply.StatusCode);
        return IsSpoken(language, await reply.Content.ReadAsStringAsync());
    }

    private static IDocument IsSpoken(string language, string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        Assert.Equal(Definition.Words["tag"][language], page.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain(OwnWords, text => html.Contains(text, StringComparison.Ordinal));
        Assert.NotEqual("", page.Title);
        return page;
    }
}
