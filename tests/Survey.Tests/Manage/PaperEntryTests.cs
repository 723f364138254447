using System.Globalization;
using System.Web;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Collect;
using Survey.Storage;
using Survey.Tests.Ask;
using Survey.Tests.Collect;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Manage;

/// <summary>An admin who types in sheets of paper, with a browser that runs no script.</summary>
public sealed class PaperEntryTests : IAsyncLifetime
{
    private readonly string _wave = Shipped.Now.Id;
    private TestProgram _program = null!;
    private UnreliableTables _tables = null!;
    private Browser _admin = null!;

    public async Task InitializeAsync()
    {
        _program = await TestProgram.StartAsync(services: services =>
            services.AddSingleton<ITables>(provider =>
                _tables = new(provider.GetRequiredService<Stores>().Tables)
            )
        );
        _admin = new(_program.Client.BaseAddress!);
        using var reply = await _admin.SignInAsync(TestProgram.AdminKey);
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    private string Path(string more = "") => $"/manage/waves/{_wave}/paper/10-12?lang=en{more}";

    [Fact]
    public async Task A_sheet_is_kept_once_like_any_response_and_only_a_count_says_paper()
    {
        var fields = Fields(await PageAsync(Path("&of=2")));
        (fields["age"], fields["sex"], fields["region"]) = ("1", "2", "3");
        Assert.Equal((303, "1", "2", "kept"), await SendAsync(fields));
        Assert.Equal((303, "1", "2", "again"), await SendAsync(fields));
        var next = Fields(await PageAsync(Path("&batch=1&of=2&told=kept")));
        Assert.NotEqual(fields["id"], next["id"]);
        Assert.Equal(("1", "", ""), (next["batch"], next["sex"], next["region"]));
        next["age"] = "1";
        Assert.Equal((303, "2", "2", "kept"), await SendAsync(next));
        var done = await PageAsync(Path("&batch=2&of=2&told=kept"));
        Assert.Contains("2 of 2", done.Body!.TextContent);
        Assert.Contains("The pile is complete.", done.Body.TextContent);

        var answers = ReadAnswers.FromForm(
            Shipped.Instrument,
            new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
            {
                ["age"] = "10-12",
                ["sex"] = "boy",
                ["region"] = "lisboa",
            }
        );
        Assert.Contains(answers.Valid!.Encode(), await StoredAsync());
        Assert.Equal(2, (await StoredAsync()).Length);
        Assert.Equal(2L, await OnPaperAsync());
        foreach (var row in await RowsAsync())
            Assert.Equal(["answers", "checksum", "instrument"], row.Properties.Keys.Order());
    }

    [Fact]
    public async Task What_is_wrong_keeps_nothing_and_says_so()
    {
        var fields = Fields(await PageAsync(Path()));
        Assert.Equal((303, "0", null, "nothing"), await SendAsync(fields));
        fields["sex"] = "9";
        var mend = await PageAsync(Path(), 422, fields);
        Assert.Equal(fields["id"], Fields(mend)["id"]);
        Assert.Equal("9", Fields(mend)["sex"]);
        Assert.Equal("true", mend.QuerySelector("#q-sex")!.GetAttribute("aria-invalid"));
        Assert.NotNull(mend.QuerySelector("#q-sex[autofocus]"));
        fields["sex"] = "1";
        await PageAsync(Path(), 409, new(fields) { ["instrument"] = "youth-online/1" });
        await PageAsync(Path(), 400, new(fields) { ["id"] = "" });
        Assert.Equal(404, await _admin.StatusAsync(Path().Replace("10-12", "9-9")));
        Assert.Equal(404, await _admin.StatusAsync(Path().Replace(_wave, "1999-Q1")));
        var later = Shipped.Definition.Calendar.PeriodAt(Shipped.Now.Closes).Id;
        Assert.Equal(404, await _admin.StatusAsync(Path().Replace(_wave, later)));

        Assert.Equal(403, await _admin.StatusAsync(Path(), "sex=1"));
        var analyst = new Browser(_program.Client.BaseAddress!);
        (await analyst.SignInAsync(TestProgram.AnalystKey)).Dispose();
        Assert.Equal(401, await analyst.StatusAsync(Path()));
        Assert.Equal(401, await analyst.StatusAsync(Path(), "sex=1"));
        Assert.Empty(await StoredAsync());
        Assert.Equal(0L, await OnPaperAsync());
    }

    [Fact]
    public async Task A_store_out_of_reach_loses_no_sheet_and_a_closed_wave_takes_none()
    {
        var fields = Fields(await PageAsync(Path()));
        fields["sex"] = "1";
        _tables.WritesLeft = 0;
        var unsaved = await PageAsync(Path(), 503, fields);
        Assert.Equal(("1", fields["id"]), (Fields(unsaved)["sex"], Fields(unsaved)["id"]));
        // The response is kept; the count, which comes after it, is not.
        _tables.WritesLeft = 1;
        Assert.Equal((303, "1", null, "kept"), await SendAsync(fields));
        _tables.WritesLeft = int.MaxValue;
        Assert.Single(await StoredAsync());
        Assert.Equal(0L, await OnPaperAsync());

        using var admin = _program.WithKey(TestProgram.AdminKey);
        using var closed = await admin.PostAsync($"api/waves/{_wave}/close", content: null);
        fields["id"] = Guid.NewGuid().ToString();
        while (await StatusAsync(fields) != 410)
            fields["id"] = Guid.NewGuid().ToString();
        var refused = await PageAsync(Path(), 410, fields);
        Assert.Null(refused.QuerySelector("form"));
        Assert.Contains("The quarter has closed", refused.Body!.TextContent);
        await PageAsync(Path(), 410);
    }

    private async Task<int> StatusAsync(Dictionary<string, string> fields) =>
        await _admin.StatusAsync(Path(), await EncodeAsync(fields));

    private async Task<(int Status, string? Batch, string? Of, string? Told)> SendAsync(
        Dictionary<string, string> fields
    )
    {
        using var reply = await _admin.SendAsync(Path(), await EncodeAsync(fields));
        var to = new Uri(_program.Client.BaseAddress!, reply.Headers.Location!);
        var query = HttpUtility.ParseQueryString(to.Query);
        Assert.Equal("en", query["lang"]);
        return ((int)reply.StatusCode, query["batch"], query["of"], query["told"]);
    }

    private async Task<IHtmlDocument> PageAsync(
        string path,
        int status = 200,
        Dictionary<string, string>? fields = null
    )
    {
        using var reply = await _admin.SendAsync(
            path,
            fields is null ? null : await EncodeAsync(fields)
        );
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal("no-store", reply.Headers.CacheControl!.ToString());
        return new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());
    }

    private static async Task<string> EncodeAsync(Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await content.ReadAsStringAsync();
    }

    private static Dictionary<string, string> Fields(IHtmlDocument page) =>
        page.QuerySelectorAll("form[method=post] input")
            .ToDictionary(
                input => input.GetAttribute("name")!,
                input => input.GetAttribute("value") ?? ""
            );

    private async Task<string[]> StoredAsync() =>
        [.. (await RowsAsync()).Select(row => (string)row.Properties["answers"])];

    private async Task<Entity[]> RowsAsync()
    {
        var rows = new List<Entity>();
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (
                var row in _tables.QueryAsync(
                    "Responses",
                    $"{_wave}-{shard.ToString("x", CultureInfo.InvariantCulture)}",
                    CancellationToken.None
                )
            )
                if (row.Properties.ContainsKey("answers"))
                    rows.Add(row);
        return [.. rows];
    }

    /// <summary>As it is kept; the desk shows it rounded down to 10.</summary>
    private async Task<long> OnPaperAsync() =>
        await _tables.GetAsync("PaperCounts", Shipped.Definition.Id, _wave, CancellationToken.None)
            is { } row
            ? (long)row.Properties["responses"]
            : 0;
}
