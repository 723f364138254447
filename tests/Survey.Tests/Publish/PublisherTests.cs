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
        Assert.Equal(
            Files.Select(file => $"{Wave}/r1/{file}"),
            await site
                .Blobs.ListAsync("releases", "", default)
                .Select(blob => blob.Name)
                .ToListAsync()
        );
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
        Assert.Empty(await site.Blobs.ListAsync("releases", "", default).ToListAsync());
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
        Assert.Equal(WaveState.Closed, (await site.Waves.GetAsync(Wave, default))!.State);
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
        Assert.Equal(770, rows.Length);
        Assert.All(rows, row => Assert.EndsWith(",,,,,,,,,suppressed", row));
    }

    [Fact]
    public async Task The_files_say_nothing_of_a_suppressed_row()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 700);
        await site.Publisher.PublishAsync(Wave, default);
        var csv = await site.BlobAsync($"{Wave}/r1/estimates.csv");
        Assert.Equal((byte)'w', csv[0]);
        Assert.EndsWith("\r\n", Encoding.UTF8.GetString(csv));
        var rows = Lines(csv);
        var hidden = rows.Where(row => row.EndsWith("suppressed", StringComparison.Ordinal))
            .ToList();
        Assert.InRange(hidden.Count, 50, 700);
        Assert.All(
            hidden,
            row => Assert.Matches("^[^,]*,[^,]*,[^,]*,[^,]*,,,,,,,,,suppressed$", row)
        );
        Assert.All(
            rows.Except(hidden),
            row =>
                Assert.Matches(
                    @"^2026-Q3,\w+,\w+,[\w:-]+,(\d*[05],([01]\.\d{4},){4}(\d*00|0),(\d*00|0),(\d*00|0),(published|exact_interval)|,,,,,,,,no_base)$",
                    row
                )
        );

        using var release = JsonDocument.Parse(await site.BlobAsync($"{Wave}/r1/release.json"));
        var nested = release
            .RootElement.GetProperty("indicators")
            .EnumerateArray()
            .SelectMany(indicator => indicator.GetProperty("groups").EnumerateArray())
            .ToList();
        Assert.Equal(rows.Length, nested.Count);
        foreach (var (row, element) in rows.Zip(nested))
        {
            var cells = row.Split(',');
            var numbers = element
                .EnumerateObject()
                .Where(one => one.Value.ValueKind == JsonValueKind.Number)
                .Select(one => one.Value.GetDecimal())
                .ToList();
            Assert.Equal(cells[12], element.GetProperty("status").GetString());
            Assert.Equal(cells[4..12].Where(cell => cell != "").Select(decimal.Parse), numbers);
        }
        Assert.Equal(700, release.RootElement.GetProperty("responses").GetInt32());
    }

    [Fact]
    public async Task A_synthetic_wave_says_so_in_every_file_that_can()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 40, synthetic: true);
        await site.Publisher.PublishAsync(Wave, default);
        foreach (var file in (string[])["release.json", "datapackage.json", "manifest.json"])
            Assert.Contains(
                "\"synthetic\": true",
                Encoding.UTF8.GetString(await site.BlobAsync($"{Wave}/r1/{file}"))
            );
        var (response, _) = await site.CallAsync<DownloadRelease>(
            (function, request) => function.Run(request),
            values: [("wave", Wave), ("file", "estimates.csv")]
        );
        Assert.Contains(
            "synthetic-2026-Q3-estimates.csv",
            response.Headers.ContentDisposition.ToString()
        );
    }

    [Fact]
    public async Task The_data_package_describes_every_table()
    {
        using var site = new Site();
        await site.CloseWaveAsync(Wave, 40);
        await site.Publisher.PublishAsync(Wave, default);
        using var package = JsonDocument.Parse(await site.BlobAsync($"{Wave}/r1/datapackage.json"));
        var resources = package.RootElement.GetProperty("resources").EnumerateArray().ToList();
        Assert.Equal(2, resources.Count);
        foreach (var resource in resources)
        {
            var content = await site.BlobAsync(
                $"{Wave}/r1/{resource.GetProperty("path").GetString()}"
            );
            var file = new ReleaseFile("", "", content);
            Assert.Equal($"sha256:{file.Sha256}", resource.GetProperty("hash").GetString());
            Assert.Equal(content.Length, resource.GetProperty("bytes").GetInt32());
            var header = Encoding.UTF8.GetString(content).Split("\r\n")[0];
            var fields = resource.GetProperty("schema").GetProperty("fields").EnumerateArray();
            Assert.Equal(
                header.Split(','),
                fields.Select(field => field.GetProperty("name").GetString())
            );
        }
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
