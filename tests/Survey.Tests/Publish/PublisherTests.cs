using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Ask;
using Survey.Publish;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class PublisherTests
{
    private const string Wave = "2026-Q3";

    private static readonly string[] Files =
    [
        "codebook.csv",
        "datapackage.json",
        "estimates.csv",
        "manifest.json",
        "release.json",
    ];

    [Fact]
    public async Task A_closed_wave_is_published_once_and_whole()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 400);
        var tries = await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ => Task.Run(() => site.Publisher.PublishAsync(Wave, default)))
        );
        var wave = await site.Waves.GetAsync(Wave, default);
        Assert.Single(tries, done => done);
        Assert.Equal((WaveState.Published, 1, 400L), (wave!.State, wave.Revision, wave.Responses));
        Assert.Equal(Files.Select(file => $"{Wave}/r1/{file}"), site.Published);
    }

    [Fact]
    public async Task An_open_wave_is_not_published()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 40);
        var wave = await site.Waves.GetAsync(Wave, default);
        await site.Waves.SaveAsync(wave! with { State = WaveState.Open }, default);
        Assert.False(await site.Publisher.PublishAsync(Wave, default));
        Assert.False(await site.Publisher.PublishAsync("2026-Q4", default));
        Assert.Empty(site.Published);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_crash_at_any_write_leaves_nothing_visible_and_the_next_run_completes(
        int after
    )
    {
        var crash = new CrashingBlobs(after);
        using var site = new Site(around: blobs => crash.Around(blobs));
        await site.CloseWaveAsync(Wave, 100);
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            site.Publisher.PublishAsync(Wave, default)
        );
        Assert.Equal(WaveState.Closed, (await site.Waves.GetAsync(Wave, default))!.State);
        Assert.Empty(await List(site));

        crash.IsOver = true;
        Assert.True(await site.Publisher.PublishAsync(Wave, default));
        Assert.Equal(1, Assert.Single(await List(site)).GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task A_revision_after_erasing_is_made_from_the_counts_that_were_kept()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 400);
        await site.Publisher.PublishAsync(Wave, default);
        await site.Responses.EraseAsync(Wave, default);
        var wave = await site.Waves.GetAsync(Wave, default);
        await site.Waves.SaveAsync(wave! with { State = WaveState.Erased }, default);

        var (response, _) = await site.CallAsync<ReviseRelease>(
            (function, request) => function.Run(request),
            "POST",
            values: ("wave", Wave)
        );
        Assert.Equal(201, response.StatusCode);
        var first = await site.BlobAsync($"{Wave}/r1/estimates.csv");
        Assert.Equal(first, await site.BlobAsync($"{Wave}/r2/estimates.csv"));
        wave = await site.Waves.GetAsync(Wave, default);
        Assert.Equal((WaveState.Erased, 2), (wave!.State, wave.Revision));
    }

    [Fact]
    public async Task The_timer_publishes_what_it_can()
    {
        using var site = new Site();
        await site.CloseWaveAsync("2026-Q1", 20);
        var wave = await site.Waves.GetAsync("2026-Q1", default);
        await site.Waves.SaveAsync(wave! with { InstrumentSha256 = new string('1', 64) }, default);
        await site.CloseWaveAsync(Wave, 20);
        await new PublishReleases(
            site.Waves,
            site.Publisher,
            NullLogger<PublishReleases>.Instance
        ).Run(new TimerInfo { IsPastDue = false }, default);
        Assert.Equal(WaveState.Closed, (await site.Waves.GetAsync("2026-Q1", default))!.State);
        Assert.Equal(WaveState.Published, (await site.Waves.GetAsync(Wave, default))!.State);
    }

    [Fact]
    public async Task A_published_file_never_changes()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 100);
        var closed = await site.Waves.GetAsync(Wave, default);
        await site.Publisher.PublishAsync(Wave, default);
        var before = await site.BlobAsync($"{Wave}/r1/release.json");

        // The row is lost: the next program, with other texts, finds a release it would write otherwise.
        var published = await site.Waves.GetAsync(Wave, default);
        await site.Waves.SaveAsync(closed! with { ETag = published!.ETag }, default);
        var other = site.PublisherWith(
            site.Definition with
            {
                Population = site.Definition.Population with { Source = "another source" },
            }
        );
        Assert.False(await other.PublishAsync(Wave, default));
        Assert.Equal(before, await site.BlobAsync($"{Wave}/r1/release.json"));
        Assert.Equal(
            2,
            await other.ReviseAsync((await site.Waves.GetAsync(Wave, default))!, default)
        );
    }

    [Fact]
    public async Task Another_wording_than_the_waves_is_never_counted()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 40);
        var other = site.Definition with
        {
            Instrument = site.Definition.Instrument with { Sha256 = new string('1', 64) },
        };
        Assert.False(await site.PublisherWith(other).PublishAsync(Wave, default));
        var wave = await site.Waves.GetAsync(Wave, default);
        Assert.Equal(WaveState.Closed, wave!.State);
        Assert.Contains("another wording", wave.WhyUnpublished);

        Assert.True(await site.Publisher.PublishAsync(Wave, default));
        Assert.Null((await site.Waves.GetAsync(Wave, default))!.WhyUnpublished);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(29)]
    public async Task Too_few_responses_publish_no_estimate_at_all(int responses)
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, responses);
        Assert.True(await site.Publisher.PublishAsync(Wave, default));
        var rows = Lines(await site.BlobAsync($"{Wave}/r1/estimates.csv"));
        Assert.Equal(945, rows.Length);
        Assert.All(rows, row => Assert.EndsWith(",,,,,,,,,,small", row));
    }

    [Fact]
    public async Task Responses_that_cannot_be_weighted_give_a_release_that_says_why()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 100);
        var population = site.Definition.Population;
        var girls = new MarginCategory("girl", ["girl"], population.Total - 1);
        var boys = new MarginCategory("boy", ["boy"], 1);
        var publisher = site.PublisherWith(
            site.Definition with
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
            Lines(await site.BlobAsync($"{Wave}/r1/estimates.csv")),
            row => Assert.EndsWith(",,,,,,,,,,unreliable", row)
        );
        using var release = JsonDocument.Parse(await site.BlobAsync($"{Wave}/r1/release.json"));
        Assert.Equal("no_weights", release.RootElement.GetProperty("estimates").GetString());
        Assert.Contains(
            release.RootElement.GetProperty("notes").EnumerateArray(),
            note =>
                note.GetProperty("en").GetString()!.StartsWith("Those who answered are too unlike")
        );
    }

    private static async Task<List<JsonElement>> List(Site site)
    {
        var (_, body) = await site.CallAsync<ListReleases>(
            (function, request) => function.Run(request)
        );
        return [.. JsonDocument.Parse(body).RootElement.EnumerateArray()];
    }

    private static string[] Lines(byte[] csv) => Encoding.UTF8.GetString(csv).Split("\r\n")[1..^1];
}
