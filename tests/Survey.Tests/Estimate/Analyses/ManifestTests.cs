using System.Text;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>Nobody writes R's answers by hand.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void Every_file_is_what_the_script_wrote()
    {
        var manifest = AnalysisFixture.Manifest;
        var fixtures = manifest.GetProperty("fixtures").EnumerateObject().ToArray();
        foreach (var fixture in fixtures)
            AnalysisFixture.Of(fixture.Name);
        Assert.Equal(
            fixtures
                .Select(one => $"{one.Name}.json")
                .Append("make.R")
                .Append("manifest.json")
                .Order(),
            AnalysisFixture.Files.Order()
        );
        Assert.Equal(
            manifest.GetProperty("script").GetString(),
            AnalysisFixture.Sha256(AnalysisFixture.Bytes("make.R"))
        );
        Assert.NotEmpty(manifest.GetProperty("r").GetString()!);
        foreach (var package in (string[])["survey", "metafor", "jsonlite"])
            Assert.NotEmpty(manifest.GetProperty("packages").GetProperty(package).GetString()!);
    }

    [Fact]
    public void A_digit_changed_by_hand_is_refused()
    {
        var text = Encoding.UTF8.GetString(AnalysisFixture.Bytes("n50.json"));
        var at = text.IndexOf("\"f\":", StringComparison.Ordinal) + "\"f\":".Length;
        var changed = text[..at] + (text[at] == '1' ? '2' : '1') + text[(at + 1)..];

        Assert.NotEqual(text, changed);
        Assert.Throws<InvalidDataException>(() =>
            AnalysisFixture.Of("n50", Encoding.UTF8.GetBytes(changed))
        );
    }

    [Fact]
    public void The_waves_hold_the_cases_that_matter()
    {
        var waves = AnalysisFixture.Waves.Select(AnalysisFixture.Of).ToArray();
        Assert.True(waves.Length >= 20);
        var sizes = waves.Select(wave => wave["n"].GetInt64()).Order().ToArray();
        Assert.Equal((50, 50_000), (sizes[0], sizes[^1]));
        var reasons = waves
            .SelectMany(
                wave => (string[])["associations", "models", "comparisons", "overall"],
                (wave, part) => wave[part]
            )
            .SelectMany(part => part.EnumerateArray())
            .Select(AnalysisFixture.ReasonOf)
            .ToHashSet();
        foreach (
            var reason in (NotEstimable[])
                [
                    NotEstimable.Nobody,
                    NotEstimable.OneLevel,
                    NotEstimable.OneOutcome,
                    NotEstimable.Singular,
                    NotEstimable.Separation,
                    NotEstimable.NoVariance,
                ]
        )
            Assert.Contains(reason, reasons);
    }
}
