using System.Text;
using System.Text.Json;
using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class PublisherTests
{
    private const string Wave = "2026-Q3";

    private static readonly string[] Files =
    [
        "associations.csv",
        "changes.csv",
        "codebook.csv",
        "comparisons.csv",
        "datapackage.json",
        "ddi.xml",
        "estimates.csv",
        "estimates.jsonstat.json",
        "estimates.pt.csv",
        "follow-up.en.html",
        "follow-up.pt.html",
        "indicators.csv",
        "labels.do",
        "labels.sps",
        "manifest.json",
        "models.csv",
        "priorities.csv",
        "quality.csv",
        "read.R",
        "release.json",
        "release.xlsx",
        "release.zip",
        "sdmx-structure.xml",
        "sdmx.csv",
        "sha256sums.txt",
        "trends.csv",
    ];

    [Fact]
    public async Task A_closed_wave_is_published_once_and_whole()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40);
        var tries = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => kit.Publisher.PublishAsync(Wave, default)))
        );
        var wave = await kit.Waves.GetAsync(Wave, default);
        Assert.Single(tries, done => done);
        Assert.Equal((WaveState.Published, 1, 40L), (wave!.State, wave.Revision, wave.Responses));
        Assert.Equal(Files.Select(file => $"{Wave}/r1/{file}"), kit.Published);
    }

    [Fact]
    public async Task An_open_wave_is_not_published()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40);
        var wave = await kit.Waves.GetAsync(Wave, default);
        await kit.Waves.SaveAsync(wave! with { State = WaveState.Open }, default);
        Assert.False(await kit.Publisher.PublishAsync(Wave, default));
        Assert.False(await kit.Publisher.PublishAsync("2026-Q4", default));
        Assert.Empty(kit.Published);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_crash_at_any_write_leaves_nothing_visible_and_the_next_run_completes(
        int after
    )
    {
        var crash = new CrashingBlobs(after);
        using var kit = new PublishFixture(around: blobs => crash.Around(blobs));
        await kit.CloseWaveAsync(Wave, 40);
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            kit.Publisher.PublishAsync(Wave, default)
        );
        Assert.Equal(WaveState.Closed, (await kit.Waves.GetAsync(Wave, default))!.State);
        Assert.Empty(await List(kit));

        crash.IsOver = true;
        Assert.True(await kit.Publisher.PublishAsync(Wave, default));
        Assert.Equal(1, Assert.Single(await List(kit)).GetProperty("revision").GetInt32());
    }

    [Theory]
    [InlineData(WaveState.Erasing)]
    [InlineData(WaveState.Erased)]
    public async Task There_is_no_revision_once_erasing_has_begun(WaveState state)
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40);
        await kit.Publisher.PublishAsync(Wave, default);
        var wave = await kit.Waves.GetAsync(Wave, default);
        await kit.Waves.SaveAsync(wave! with { State = state }, default);
        await RefusedAsync(kit, "responses-erased");
    }

    [Fact]
    public async Task A_revision_is_made_from_all_responses_or_not_at_all()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40);
        await kit.Publisher.PublishAsync(Wave, default);
        await kit.Responses.EraseAsync(Wave, Enumerable.Range(0, Responses.Shards), default);
        await RefusedAsync(kit, "no-figures");
    }

    private static async Task RefusedAsync(PublishFixture kit, string problem)
    {
        var (response, body) = await kit.CallAsync<ReviseRelease>(
            (function, request) => function.Run(request),
            "POST",
            values: ("wave", Wave)
        );
        Assert.Equal(409, response.StatusCode);
        Assert.Equal(
            $"urn:survey:problem:{problem}",
            JsonDocument.Parse(body).RootElement.GetProperty("type").GetString()
        );
        Assert.Equal(Files.Select(file => $"{Wave}/r1/{file}"), kit.Published);
    }

    [Fact]
    public async Task The_timer_publishes_what_it_can()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync("2026-Q1", 20);
        var wave = await kit.Waves.GetAsync("2026-Q1", default);
        await kit.Waves.SaveAsync(wave! with { InstrumentSha256 = new string('1', 64) }, default);
        await kit.CloseWaveAsync(Wave, 20);
        await kit.PublishDueAsync();
        Assert.Equal(WaveState.Closed, (await kit.Waves.GetAsync("2026-Q1", default))!.State);
        Assert.Equal(WaveState.Published, (await kit.Waves.GetAsync(Wave, default))!.State);
    }

    [Fact]
    public async Task A_published_file_never_changes()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40);
        var closed = await kit.Waves.GetAsync(Wave, default);
        await kit.Publisher.PublishAsync(Wave, default);
        var before = await kit.BlobAsync($"{Wave}/r1/release.json");

        // The row is lost: the next program, with other texts, finds a release it would write otherwise.
        var published = await kit.Waves.GetAsync(Wave, default);
        await kit.Waves.SaveAsync(closed! with { ETag = published!.ETag }, default);
        var other = kit.PublisherWith(
            kit.Definition with
            {
                Population = kit.Definition.Population with { Source = "another source" },
            }
        );
        Assert.False(await other.PublishAsync(Wave, default));
        Assert.Equal(before, await kit.BlobAsync($"{Wave}/r1/release.json"));
        Assert.Equal(
            2,
            await other.ReviseAsync((await kit.Waves.GetAsync(Wave, default))!, default)
        );
    }

    [Fact]
    public async Task Another_wording_than_the_waves_is_never_counted()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40);
        var other = kit.Definition with
        {
            Instrument = kit.Definition.Instrument with { Sha256 = new string('1', 64) },
        };
        Assert.False(await kit.PublisherWith(other).PublishAsync(Wave, default));
        var wave = await kit.Waves.GetAsync(Wave, default);
        Assert.Equal(WaveState.Closed, wave!.State);
        Assert.Contains("another wording", wave.WhyUnpublished);

        Assert.True(await kit.Publisher.PublishAsync(Wave, default));
        Assert.Null((await kit.Waves.GetAsync(Wave, default))!.WhyUnpublished);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    public async Task Too_few_responses_publish_no_estimate_at_all(int responses)
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, responses);
        Assert.True(await kit.Publisher.PublishAsync(Wave, default));
        var rows = Lines(await kit.BlobAsync($"{Wave}/r1/estimates.csv"));
        Assert.Equal(27 * kit.Definition.Reporting.Indicators.Length, rows.Length);
        Assert.All(rows, row => Assert.EndsWith(",,,,,,,,,,small", row));
    }

    [Fact]
    public async Task Responses_that_cannot_be_weighted_give_a_release_that_says_why()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 100);
        var population = kit.Definition.Population;
        var girls = new MarginCategory("girl", ["girl"], population.Total - 1);
        var boys = new MarginCategory("boy", ["boy"], 1);
        var publisher = kit.PublisherWith(
            kit.Definition with
            {
                Population = population with
                {
                    Margins =
                    [
                        population.Margins[0] with
                        {
                            Categories = [girls, boys],
                        },
                        .. population.Margins[1..],
                    ],
                },
            }
        );
        Assert.True(await publisher.PublishAsync(Wave, default));
        Assert.All(
            Lines(await kit.BlobAsync($"{Wave}/r1/estimates.csv")),
            row => Assert.EndsWith(",,,,,,,,,,unreliable", row)
        );
        using var release = JsonDocument.Parse(await kit.BlobAsync($"{Wave}/r1/release.json"));
        Assert.Equal("no_weights", release.RootElement.GetProperty("estimates").GetString());
        Assert.Contains(
            release.RootElement.GetProperty("notes").EnumerateArray(),
            note =>
                note.GetProperty("en").GetString()!.StartsWith("Those who answered are too unlike")
        );
    }

    [Fact]
    public async Task A_wave_in_which_nobody_answered_a_margin_says_so_too()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40, who: answers => answers);
        Assert.True(await kit.Publisher.PublishAsync(Wave, default));
        using var release = JsonDocument.Parse(await kit.BlobAsync($"{Wave}/r1/release.json"));
        Assert.Equal("margin_unanswered", release.RootElement.GetProperty("estimates").GetString());
        Assert.Contains(
            release.RootElement.GetProperty("notes").EnumerateArray(),
            note => note.GetProperty("en").GetString()!.Contains("nobody gave an answer")
        );
    }

    private static async Task<List<JsonElement>> List(PublishFixture kit)
    {
        var (_, body) = await kit.CallAsync<ListReleases>(
            (function, request) => function.Run(request)
        );
        return [.. JsonDocument.Parse(body).RootElement.EnumerateArray()];
    }

    private static string[] Lines(byte[] csv) => Encoding.UTF8.GetString(csv).Split("\r\n")[1..^1];
}
