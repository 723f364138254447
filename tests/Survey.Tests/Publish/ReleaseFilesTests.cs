using System.Text;
using System.Text.Json;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class ReleaseFilesTests
{
    private const string Wave = "2026-Q3";

    [Fact]
    public async Task The_files_say_nothing_of_a_row_that_is_held_back()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 700);
        await kit.Publisher.PublishAsync(Wave, default);
        var csv = await kit.BlobAsync($"{Wave}/r1/estimates.csv");
        Assert.Equal((byte)'w', csv[0]);
        Assert.EndsWith("\r\n", Encoding.UTF8.GetString(csv));
        var rows = CsvRows.Of(csv);
        var hidden = rows.Where(row => row[^1] is "small" or "unreliable" or "linked").ToList();
        Assert.InRange(hidden.Count, 50, rows.Length * 2 / 3);
        Assert.All(hidden, row => Assert.All(row[5..^1], Assert.Empty));
        Assert.All(rows, row => Assert.NotEmpty(row[4]));
        Assert.All(
            rows.Except(hidden),
            row =>
                Assert.Matches(
                    @"^2026-Q3,\w+,\w+,[a-z]\w*,(\d*[05],\d*[05],[01]\.\d{4},([01]\.\d{4},){3}((\d*00|0),){3}published|\d*[05],\d*[05],[01]\.\d{4},,([01]\.\d{4},){2}((\d*00|0),){3}exact_interval|,,,,,,,,,no_base)$",
                    string.Join(',', [.. row[..4], .. row[5..]])
                )
        );

        using var release = JsonDocument.Parse(await kit.BlobAsync($"{Wave}/r1/release.json"));
        var nested = release
            .RootElement.GetProperty("indicators")
            .EnumerateArray()
            .SelectMany(indicator => indicator.GetProperty("groups").EnumerateArray())
            .ToList();
        Assert.Equal(rows.Length, nested.Count);
        foreach (var (row, element) in rows.Zip(nested))
        {
            var numbers = element
                .EnumerateObject()
                .Where(one => one.Value.ValueKind == JsonValueKind.Number)
                .Select(one => one.Value.GetDecimal())
                .ToList();
            Assert.Equal(row[3], element.GetProperty("group").GetString());
            Assert.Equal(row[14], element.GetProperty("status").GetString());
            Assert.Equal(row[5..14].Where(cell => cell != "").Select(decimal.Parse), numbers);
        }
        Assert.Equal(700, release.RootElement.GetProperty("responses").GetInt32());
    }

    [Fact]
    public async Task A_release_says_how_many_were_completed_and_why_groups_are_named_so()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 3000);
        await kit.Publisher.PublishAsync(Wave, default);
        using var release = JsonDocument.Parse(await kit.BlobAsync($"{Wave}/r1/release.json"));
        var drawn = MadeUpResponses.Draw(kit.Definition, 3000, seed: 7).ToArray();
        // In the stored text: age two digits; sex 1 girl, 2 boy, 4 another answer; region two digits.
        Assert.Equal(
            [
                $"sex {NearestFive(drawn.Count(text => text[2] is '0' or '4'))}",
                $"age {NearestFive(drawn.Count(text => text[..2] == "00"))}",
                $"region {NearestFive(drawn.Count(text => text[3..5] == "00"))}",
            ],
            release
                .RootElement.GetProperty("completed")
                .EnumerateArray()
                .Select(one => $"{one.GetProperty("item")} {one.GetProperty("respondents")}")
        );
        var notes = release
            .RootElement.GetProperty("notes")
            .EnumerateArray()
            .Select(note => note.GetProperty("en").GetString()!)
            .ToArray();
        Assert.Equal(3, notes.Count(note => note.Contains("did not say which group")));
        Assert.Contains(notes, note => note.StartsWith("“Girls+” and “Boys+”:"));

        static int NearestFive(int count) => (count + 2) / 5 * 5;
    }

    [Fact]
    public async Task A_synthetic_wave_says_so_in_every_file_that_can()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40, synthetic: true);
        await kit.Publisher.PublishAsync(Wave, default);
        foreach (var file in (string[])["release.json", "datapackage.json", "manifest.json"])
            Assert.Contains(
                "\"synthetic\": true",
                Encoding.UTF8.GetString(await kit.BlobAsync($"{Wave}/r1/{file}"))
            );
        var (response, _) = await kit.CallAsync<DownloadRelease>(
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
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40);
        await kit.Publisher.PublishAsync(Wave, default);
        using var package = JsonDocument.Parse(await kit.BlobAsync($"{Wave}/r1/datapackage.json"));
        var resources = package.RootElement.GetProperty("resources").EnumerateArray().ToList();
        Assert.Equal(10, resources.Count);
        foreach (var resource in resources)
        {
            var content = await kit.BlobAsync(
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

    [Fact]
    public async Task Groups_are_named_as_the_codebook_has_them_and_no_name_is_a_date()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 40);
        await kit.Publisher.PublishAsync(Wave, default);
        var named = CsvRows
            .Of(await kit.BlobAsync($"{Wave}/r1/codebook.csv"))
            .Where(row => row[0] == "group")
            .Select(row => $"{row[1]} {row[2]} {row[4]}")
            .ToArray();
        Assert.Equal(27, named.Length);
        Assert.Contains("area sul South (Alentejo and Algarve)", named);
        Assert.Contains("sex_age girl_age_10_12 Girls+, 10 to 12", named);
        Assert.Equal(
            named.Select(row => string.Join(' ', row.Split(' ')[..2])),
            CsvRows
                .Of(await kit.BlobAsync($"{Wave}/r1/estimates.csv"))
                .Select(row => $"{row[2]} {row[3]}")
                .Distinct()
        );
    }

    [Fact]
    public async Task Where_more_is_better_a_release_also_counts_those_who_do_not()
    {
        using var kit = new PublishFixture();
        await kit.CloseWaveAsync(Wave, 700);
        await kit.Publisher.PublishAsync(Wave, default);
        using var release = JsonDocument.Parse(await kit.BlobAsync($"{Wave}/r1/release.json"));
        var step = release.RootElement.GetProperty("weights").GetProperty("peopleStep").GetInt64();
        var told = 0;
        foreach (var indicator in release.RootElement.GetProperty("indicators").EnumerateArray())
        foreach (var row in indicator.GetProperty("groups").EnumerateArray())
            if (row.TryGetProperty("others", out var others))
            {
                Assert.Equal("up", indicator.GetProperty("good").GetString());
                var asked = Number(row, "people") + Number(others, "people");
                var expected = asked * (1 - Number(row, "estimate"));
                Assert.InRange(Number(others, "people"), expected - step, expected + step);
                Assert.True(Number(others, "peopleLow") <= Number(others, "people"));
                told++;
            }
        Assert.InRange(told, 50, 300);

        static double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();
    }
}
