using System.Collections.Immutable;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Manage;
using Survey.Manage.Pages;
using Survey.Tests.Ask;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Manage;

/// <summary>What is printed for schools.</summary>
public sealed class DeskKitTests
{
    private const string Url = "https://survey.example.org/xx";

    [Theory]
    [InlineData("shipped", "pt")]
    [InlineData("shipped", "en")]
    [InlineData("jovenes", "es")]
    [InlineData("jovenes", "fr")]
    public async Task Every_piece_is_filled_in_and_names_the_address(string survey, string language)
    {
        var view = Of(survey == "shipped" ? Shipped.Definition : Jovenes.Definition, language);
        var kit = view.View.Definition.Kit!;
        var pieces = new List<string>
        {
            await Html.RenderAsync<PosterDocument>(view),
            await Html.RenderAsync<CardsDocument>(view),
        };
        foreach (var paper in kit.Papers)
            pieces.Add(await Html.RenderAsync<PaperDocument>(view, ("Paper", paper)));
        Assert.All(
            pieces,
            piece =>
            {
                Assert.DoesNotContain("{", piece, StringComparison.Ordinal);
                Assert.Contains("survey.example.org/xx", piece, StringComparison.Ordinal);
            }
        );
        var days = view.View.Definition.Calendar;
        var last = view.View.Day(days.DayOf(view.Wave.Closes).AddDays(-1));
        Assert.Contains(last, pieces[0], StringComparison.Ordinal);
        Assert.Contains(last, pieces[1], StringComparison.Ordinal);
        // Whoever is upset finds every line on one of the pages.
        var helps = pieces.Single(piece =>
            piece.Contains("class=\"helps\"", StringComparison.Ordinal)
        );
        foreach (var line in view.View.Definition.Help.Lines)
            Assert.Contains(line.Phone ?? line.Web!.Host, helps, StringComparison.Ordinal);
    }

    /// <summary>The operator's name is nobody's to make up.</summary>
    [Fact]
    public async Task Who_is_not_named_is_left_to_write_in()
    {
        var paper = Shipped.Definition.Kit!.Papers[0];
        var nobody = Of(Shipped.Definition, "pt");
        var page = await Html.RenderAsync<PaperDocument>(nobody, ("Paper", paper));
        Assert.Contains("▢ quem é responsável", page, StringComparison.Ordinal);
        var name = new Texts(ImmutableDictionary.CreateRange([KeyValuePair.Create("pt", "Clara")]));
        var named = Shipped.Definition with
        {
            Pages = Shipped.Definition.Pages with { Operator = new(name, "clara@example.org") },
        };
        var somebody = Of(named, "pt");
        var letter = await Html.RenderAsync<PaperDocument>(somebody, ("Paper", paper));
        Assert.DoesNotContain("▢ quem é responsável", letter, StringComparison.Ordinal);
        Assert.Contains("clara@example.org", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_is_the_settings_else_the_requests_own()
    {
        var wave = Shipped.Now.Id;
        var path = $"manage/waves/{wave}/kit";
        await using (var program = await TestProgram.StartAsync())
        {
            using var admin = program.WithKey(TestProgram.AdminKey);
            var own = program.Client.BaseAddress!.Authority;
            var poster = await admin.GetStringAsync($"{path}/poster?lang=en");
            Assert.Contains($"http://{own}/en", poster, StringComparison.Ordinal);
            Assert.Contains("Survey__PublicUrl", poster, StringComparison.Ordinal);
            var sheet = await admin.GetStringAsync($"{path}/10-12?lang=en");
            Assert.Contains($"10 to 12 · {wave}", sheet, StringComparison.Ordinal);
            Assert.Contains("do not write your name", sheet, StringComparison.Ordinal);
            foreach (var other in new[] { $"{path}/nothing", "manage/waves/1999-Q1/kit/poster" })
                Assert.Equal(404, (int)(await admin.GetAsync(other)).StatusCode);
            var desk = await admin.GetStringAsync($"manage/waves/{wave}?lang=en");
            foreach (var id in new[] { "poster", "cards", "guardians", "schools", "teachers" })
            foreach (var language in new[] { "pt", "en" })
                Assert.Contains($"/{path}/{id}?lang={language}", desk, StringComparison.Ordinal);
            Assert.Contains($"/manage/waves/{wave}/paper/13-19", desk, StringComparison.Ordinal);
            using var analyst = program.WithKey(TestProgram.AnalystKey);
            Assert.Equal(401, (int)(await analyst.GetAsync($"{path}/poster")).StatusCode);
        }
    }

    private static KitView Of(Definition definition, string language)
    {
        var period = definition.Calendar.PeriodAt(DateTimeOffset.UtcNow);
        var wave = new Wave(
            period.Id,
            WaveState.Open,
            period.Opens,
            period.Closes,
            definition.Instrument.Name
        );
        return new(new View(definition, 7, language), wave, Url, IsNamed: true);
    }
}
