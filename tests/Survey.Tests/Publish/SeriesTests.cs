using System.Text.Json;
using Survey.Ask;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class SeriesTests
{
    /// <summary>The shipped survey with what is soon made.</summary>
    private static Definition FewFigures
    {
        get
        {
            var all = Survey.Tests.Ask.Shipped.Definition;
            return all with
            {
                Reporting = all.Reporting with
                {
                    Indicators = [.. all.Reporting.Indicators.Take(3)],
                    Associations = [],
                    Models = [],
                    Headlines = [],
                    Public = null,
                },
            };
        }
    }

    private static readonly int Items = Survey.Tests.Ask.Shipped.Definition.Instrument.Items.Length;

    [Fact]
    public async Task Changes_are_against_the_quarter_before_and_the_same_of_last_year()
    {
        using var kit = new PublishFixture();
        (string Wave, int Seed)[] waves = [("2025-Q3", 1), ("2026-Q2", 2), ("2026-Q3", 3)];
        foreach (var (wave, seed) in waves)
        {
            await kit.CloseWaveAsync(wave, 300, seed: seed);
            Assert.True(await kit.Publisher.PublishAsync(wave, default));
        }
        Assert.Empty(CsvRows.Of(await kit.BlobAsync("2025-Q3/r1/changes.csv")));
        Assert.Empty(CsvRows.Of(await kit.BlobAsync("2026-Q2/r1/changes.csv")));
        var rows = CsvRows.Of(await kit.BlobAsync("2026-Q3/r1/changes.csv"));
        Assert.Equal(["2026-Q2", "2025-Q3"], rows.Select(row => row[1]).Distinct());
        var estimates = new Dictionary<string, Dictionary<(string, string, string), string[]>>();
        foreach (var wave in (string[])["2025-Q3", "2026-Q2", "2026-Q3"])
            estimates[wave] = CsvRows
                .Of(await kit.BlobAsync($"{wave}/r1/estimates.csv"))
                .ToDictionary(row => (row[1], row[2], row[3]));
        foreach (var row in rows)
        {
            var key = (row[2], row[3], row[4]);
            var difference =
                decimal.Parse(estimates["2026-Q3"][key][7])
                - decimal.Parse(estimates[row[1]][key][7]);
            Assert.Equal(difference, decimal.Parse(row[5]));
            Assert.Equal("false", row[10]);
        }
        foreach (var against in (string[])["2026-Q2", "2025-Q3"])
            Assert.Equal(
                estimates["2026-Q3"]
                    .Count(one => one.Value[7] != "" && estimates[against][one.Key][7] != ""),
                rows.Count(row => row[1] == against)
            );
        using var release = JsonDocument.Parse(await kit.BlobAsync("2026-Q3/r1/release.json"));
        Assert.Equal(
            ["2025-Q3 1", "2026-Q2 1"],
            release
                .RootElement.GetProperty("reproduction")
                .GetProperty("earlier")
                .EnumerateArray()
                .Select(one => $"{one.GetProperty("wave")} {one.GetProperty("revision")}")
        );
    }

    [Fact]
    public async Task A_wave_that_was_stuffed_says_so_in_its_release()
    {
        using var kit = new PublishFixture(FewFigures);
        await kit.CloseWaveAsync("2026-Q2", 300, seed: 1);
        await kit.FillAsync("2026-Q3", 300, seed: 2);
        await kit.CloseWaveAsync("2026-Q3", 200, who: Alike, seed: 3);
        foreach (var wave in (string[])["2026-Q2", "2026-Q3"])
            if (!await kit.Publisher.PublishAsync(wave, default))
                Assert.Fail((await kit.Waves.GetAsync(wave, default))!.WhyUnpublished);

        var (before, stuffed) = (await StuffingAsync("2026-Q2"), await StuffingAsync("2026-Q3"));
        Assert.Equal((false, 0m), (before.Stuffing!.Suspected, before.Stuffing.Repeated));
        Assert.Empty(before.Stuffing.Composition);
        Assert.True(stuffed.Stuffing!.Suspected);
        // Of 300 made up some 110 are complete.
        Assert.InRange(stuffed.Stuffing.Repeated!.Value, 0.55m, 0.75m);
        var sex = stuffed.Stuffing.Composition.Single(row => row.GroupBy == "sex");
        Assert.True(sex.Differs);
        Assert.Equal("2026-Q2", sex.Against);
        foreach (
            var words in (string[])["exactly alike", "not spread as they were in wave 2026-Q2"]
        )
        {
            Assert.Contains(stuffed.Notes, note => note["en"].Contains(words));
            Assert.DoesNotContain(before.Notes, note => note["en"].Contains(words));
        }
        Assert.Contains(
            CsvRows.Of(await kit.BlobAsync("2026-Q3/r1/quality.csv")),
            row => row[1] == "repeated" && row[2] == "all" && row[4] != ""
        );

        async Task<ReleaseView> StuffingAsync(string wave) =>
            JsonSerializer.Deserialize<ReleaseView>(
                await kit.BlobAsync($"{wave}/r1/release.json"),
                JsonSerializerOptions.Web
            )!;

        static Answers Alike(Answers answers)
        {
            for (var place = 0; place < Items; place++)
                // The first of the ages is outside.
                answers[place] = answers.Instrument.Items[place].Options[0].Outside ? 2UL : 1UL;
            answers.DropUnasked();
            return answers;
        }
    }

    [Fact]
    public async Task Made_up_waves_are_not_set_beside_real_ones()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync("2026-Q2", 300, synthetic: true);
        await kit.Publisher.PublishAsync("2026-Q2", default);
        await kit.CloseWaveAsync("2026-Q3", 300);
        await kit.Publisher.PublishAsync("2026-Q3", default);
        Assert.Empty(CsvRows.Of(await kit.BlobAsync("2026-Q3/r1/changes.csv")));
    }

    [Fact]
    public void A_changed_word_breaks_the_series_of_what_is_made_from_it_and_of_nothing_else()
    {
        var before = Survey.Tests.Ask.Shipped.Definition;
        var item = before.Instrument.Items.Single(one => one.Id == "online_contact_met");
        var changed = item with
        {
            Text = new Texts(item.Text.Words.SetItem("en", "Something else?")),
        };
        var asked = before.Instrument;
        var instrument = new Instrument(
            asked.Id,
            asked.Version,
            asked.Sha256,
            asked.Languages,
            asked.Title,
            [
                .. asked.Sections.Select(section =>
                    section with
                    {
                        Items = [.. section.Items.Select(one => one == item ? changed : one)],
                    }
                ),
            ],
            asked.Derived
        );
        Assert.Equal(
            ["met_online_contact"],
            before
                .Reporting.Indicators.Where(one =>
                    Wording.Sha256(asked, one) != Wording.Sha256(instrument, one)
                )
                .Select(one => one.Id)
        );
    }

    [Fact]
    public async Task Eight_quarters_make_a_trend_and_fewer_do_not()
    {
        using var kit = new PublishFixture();
        var first = new Period(kit.Definition.Calendar, 2024, 1);
        for (var at = 0; at < 8; at++)
        {
            var wave = first.Plus(at).Id;
            await kit.CloseWaveAsync(wave, 200, seed: 20 + at);
            await kit.Publisher.PublishAsync(wave, default);
            var trends = CsvRows.Of(await kit.BlobAsync($"{wave}/r1/trends.csv"));
            Assert.Equal(kit.Definition.Reporting.Indicators.Length, trends.Length);
            if (at < 7)
                Assert.All(trends, row => Assert.Equal("too_few_waves", row[^1]));
            else
                Assert.Contains(trends, row => row is [_, _, "8", not "", .., "published"]);
        }
    }

    [Fact]
    public async Task A_release_says_how_it_was_made_and_how_it_was_answered()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync("2026-Q3", 1000);
        await kit.Publisher.PublishAsync("2026-Q3", default);
        using var release = JsonDocument.Parse(await kit.BlobAsync("2026-Q3/r1/release.json"));
        var made = release.RootElement.GetProperty("reproduction");
        Assert.Equal(
            kit.Definition.Instrument.Sha256,
            made.GetProperty("files").GetProperty("instrument.json").GetString()
        );
        // 1000 of 1,019,090: f / (1 - f) / 0.005^2 = 39.29.
        Assert.Equal(40, made.GetProperty("mengEffectiveSize").GetInt32());
        Assert.Equal(
            Items - 3,
            release.RootElement.GetProperty("analyses").GetProperty("blank").GetArrayLength()
        );
        var quality = CsvRows.Of(await kit.BlobAsync("2026-Q3/r1/quality.csv"));
        Assert.Equal(4 * 6 + 1, quality.Length);
        var (asked, marks) = (new bool[Items], new ulong[Items]);
        var last = MadeUpResponses
            .Draw(kit.Definition, 1000, seed: 7)
            .Count(text =>
            {
                Answers.Decode(kit.Definition.Instrument, text, asked, marks);
                return marks[Array.LastIndexOf(asked, true)] != 0;
            });
        Assert.Equal(
            Math.Round(last / 1000m, 2, MidpointRounding.AwayFromZero),
            decimal.Parse(quality.Single(row => row is [_, "completed", "all", ..])[^1])
        );
    }
}
