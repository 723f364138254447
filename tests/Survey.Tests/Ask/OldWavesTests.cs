using Survey.Ask;
using Survey.Storage;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Ask;

/// <summary>Rows that a program before drafts wrote.</summary>
public sealed class OldWavesTests
{
    [Fact]
    public async Task Are_read_as_what_they_were()
    {
        using var folder = new TemporaryFolder();
        using var tables = new SqliteTables(folder.File("survey.db"));
        var waves = new Waves(tables, Shipped.Definition, TimeProvider.System);
        var opens = UtcTime.ParseIso("2026-06-30T23:00:00Z")!.Value;
        await InsertAsync(
            "2026-Q1",
            "Erasing",
            ("erasedResponses", 500L),
            ("searchedPartitions", 0),
            ("searchedBytes", 0L)
        );
        await InsertAsync("2026-Q2", "Published");
        await InsertAsync("2026-Q3", "Closed", ("whyUnpublished", "why"));

        var read = await waves.ListAsync(CancellationToken.None).ToArrayAsync();
        Assert.Equal(
            [WaveState.Erasing, WaveState.Published, WaveState.Closed],
            read.Select(wave => wave.State)
        );
        Assert.Equal(new Erasure(500), read[0].Erasure);
        Assert.All(
            read[..2],
            wave => Assert.True(wave.IsReleased(1) && wave.IsReleased(2) && wave.HasRelease)
        );
        Assert.All(
            read,
            wave => Assert.Equal((null, null, ""), (wave.Draft, wave.Withdrawal, wave.Unreleased))
        );
        Assert.Equal("why", read[2].WhyUnpublished);

        Task InsertAsync(string wave, string state, params (string Name, object Value)[] more)
        {
            var properties = new Dictionary<string, object>
            {
                ["state"] = state,
                ["opens"] = opens,
                ["closes"] = opens.AddDays(90),
                ["instrument"] = "youth-online/1",
                ["instrumentSha256"] = new string('1', 64),
                ["responses"] = 500L,
                ["revision"] = state == "Closed" ? 0 : 2,
                ["synthetic"] = false,
                ["published"] = opens.AddDays(91),
            };
            foreach (var (name, value) in more)
                properties[name] = value;
            return tables.SubmitAsync(
                "Waves",
                [new Operation.Insert(new Entity(Shipped.Definition.Id, wave, properties))],
                CancellationToken.None
            );
        }
    }
}
