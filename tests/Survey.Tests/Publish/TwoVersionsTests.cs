using System.Text.Json;
using Survey.Ask;
using Survey.Publish;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class TwoVersionsTests
{
    private static readonly Definition First = Shipped.Definition.Earlier[0];

    [Fact]
    public async Task Each_wave_is_published_with_what_it_asked_and_a_changed_item_breaks_its_series()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync("2026-Q2", 600, asked: First);
        Assert.True(await kit.Publisher.PublishAsync("2026-Q2", default));
        await kit.CloseWaveAsync("2026-Q3", 600);
        Assert.True(await kit.Publisher.PublishAsync("2026-Q3", default));

        await IsMadeFrom(kit, "2026-Q2", First);
        await IsMadeFrom(kit, "2026-Q3", Shipped.Definition);
        var changes = CsvRows.Of(await kit.BlobAsync("2026-Q3/r1/changes.csv"));
        foreach (var indicator in changes.GroupBy(row => row[2]))
            Assert.All(
                indicator,
                row => Assert.Equal(IsSame(indicator.Key) ? "false" : "true", row[10])
            );
        Assert.Contains(changes, row => row[10] == "true" && row[5] == "");

        // What was asked otherwise is set beside nothing.
        var (_, explored) = await kit.CallAsync<Survey.Publish.Explore>(
            (function, request) => function.Run(request),
            query: $"?compare=waves&indicator={changes.First(row => row[10] == "true")[2]}",
            values: ("file", "table.csv")
        );
        Assert.All(CsvRows.Of(explored), row => Assert.Equal(("", ""), (row[8], row[12])));

        await IsInAllWavesAsync(kit, "2026-Q2", "2026-Q3");
        var (_, page) = await kit.CallAsync<ReleasePages>(
            (pages, request) => pages.Run(request),
            values: ("wave", "2026-Q2")
        );
        Assert.All(
            First.Reporting.Indicators,
            one =>
                Assert.Contains($"/2026-Q2/{one.Id}\"", System.Text.Encoding.UTF8.GetString(page))
        );
    }

    [Fact]
    public async Task A_wave_of_a_version_that_is_not_there_is_not_published_and_says_why()
    {
        using var kit = new PublishFixture(Shipped.Definition with { Earlier = [] });
        await kit.CloseWaveAsync("2026-Q2", 40, asked: First);
        Assert.False(await kit.Publisher.PublishAsync("2026-Q2", default));
        Assert.Equal(
            "2026-Q2 asked youth-online/1, which this program does not have.",
            (await kit.Waves.GetAsync("2026-Q2", default))!.WhyUnpublished
        );
    }

    /// <summary>Every row of both, in order, and the later wave's rows of what changed marked as a break.</summary>
    private static async Task IsInAllWavesAsync(PublishFixture kit, params string[] waves)
    {
        var (response, all) = await kit.CallAsync<AllWaves>(
            (function, request) => function.Run(request)
        );
        Assert.Equal("text/csv; charset=utf-8", response.ContentType);
        var rows = CsvRows.Of(all);
        var estimates = new List<string[]>();
        foreach (var wave in waves)
        {
            var csv = await kit.BlobAsync($"{wave}/r1/estimates.csv");
            estimates.AddRange(CsvRows.Of(csv));
            Assert.Equal(
                ["wave", "revision", "synthetic", "break", .. CsvRows.HeaderOf(csv)[1..]],
                CsvRows.HeaderOf(all)
            );
        }
        Assert.Equal(
            estimates.Select(row => string.Join('|', row)),
            rows.Select(row => string.Join('|', [row[0], .. row[4..]]))
        );
        Assert.All(rows, row => Assert.Equal(("1", "false"), (row[1], row[2])));
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    row[0] == waves[^1] && IsIn(First, row[4]) && !IsSame(row[4]),
                    row[3] == "true"
                )
        );
        Assert.Contains(rows, row => row[3] == "true");

        static bool IsIn(Definition definition, string indicator) =>
            definition.Reporting.Indicators.Any(one => one.Id == indicator);
    }

    private static bool IsSame(string indicator) =>
        WordingOf(First, indicator) == WordingOf(Shipped.Definition, indicator);

    private static string WordingOf(Definition definition, string indicator) =>
        Wording.Sha256(
            definition.Instrument,
            definition.Reporting.Indicators.Single(one => one.Id == indicator)
        );

    private static async Task IsMadeFrom(PublishFixture kit, string wave, Definition definition)
    {
        using var release = JsonDocument.Parse(await kit.BlobAsync($"{wave}/r1/release.json"));
        var instrument = release.RootElement.GetProperty("instrument");
        Assert.Equal(
            (definition.Instrument.Name, definition.Instrument.Sha256),
            (
                instrument.GetProperty("name").GetString(),
                instrument.GetProperty("sha256").GetString()
            )
        );
        Assert.Equal(
            definition.Reporting.Indicators.Select(one => one.Id),
            release
                .RootElement.GetProperty("indicators")
                .EnumerateArray()
                .Select(one => one.GetProperty("id").GetString()!)
        );
    }
}
