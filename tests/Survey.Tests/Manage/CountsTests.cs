using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Collect;
using Survey.Manage;
using Survey.Tests.Collect;
using Survey.Tests.Publish;
using Xunit;

namespace Survey.Tests.Manage;

/// <summary>What the desk tells of a wave that is open.</summary>
public sealed class CountsTests
{
    [Fact]
    public async Task Days_are_counted_once_and_rounded_down_to_ten()
    {
        using var kit = new CollectFixture("2026-11-15T00:02:00Z");
        await kit.RollAsync();
        for (var response = 0; response < 19; response++)
            await kit.Get<Responses>()
                .KeepAsync("2026-Q4", Guid.NewGuid(), "small/1", "1--", CancellationToken.None);
        foreach (
            var now in new[]
            {
                "2026-11-15T12:00:00Z",
                "2026-11-16T00:02:00Z",
                "2026-11-18T23:59:00Z",
            }
        )
        {
            kit.SetTime(now);
            await kit.RollAsync();
        }
        var days = await WaveDays.OfAsync(
            await kit.WaveAsync("2026-Q4"),
            kit.Get<DailyCounts>(),
            GamesSurvey.Definition,
            CancellationToken.None
        );
        Assert.Equal<(int, long)>([(45, 0L), (46, 10L), (48, 10L)], days.Counts);
        Assert.Equal((null, 0L, 10L), (days.By(44), days.By(45), days.By(47)));
    }

    /// <summary>Two admins type at once: none of their sheets is left out of the count.</summary>
    [Fact]
    public async Task Sheets_of_paper_are_counted_and_told_rounded_down_to_ten()
    {
        using var kit = new CollectFixture();
        var counts = kit.Get<PaperCounts>();
        Assert.Equal(0, await counts.RoundedAsync("2026-Q4", CancellationToken.None));
        for (var round = 0; round < 10; round++)
            await Task.WhenAll(
                counts.AddAsync("2026-Q4", CancellationToken.None),
                counts.AddAsync("2026-Q4", CancellationToken.None)
            );
        Assert.Equal(20, await counts.RoundedAsync("2026-Q4", CancellationToken.None));
        Assert.Equal(0, await counts.RoundedAsync("2027-Q1", CancellationToken.None));
        kit.Tables.FailsToRead = table => table == "PaperCounts";
        await counts.AddAsync("2026-Q4", CancellationToken.None);
        kit.Tables.FailsToRead = _ => false;
        Assert.Equal(20, await counts.RoundedAsync("2026-Q4", CancellationToken.None));
    }

    [Theory]
    [InlineData(29)]
    [InlineData(30)]
    public async Task Shares_stand_beside_the_population_from_thirty_responses_on(int responses)
    {
        using var kit = new PublishFixture();
        var instrument = kit.Definition.Instrument;
        await kit.FillAsync("2026-Q3", responses, seed: 7, who: Girl);
        var wave = new Wave("2026-Q3", WaveState.Open, default, default, instrument.Name);
        var shares = ActivatorUtilities.CreateInstance<WaveShares>(kit.Services);
        var tables = await shares.OfAsync(wave, CancellationToken.None);
        Assert.Equal(["sex", "age", "area"], tables.Select(table => table.Margin));
        if (responses < WaveShares.Least)
            Assert.All(tables, table => Assert.Empty(table.Rows));
        else
            Assert.Equal<(string, int, int)>([("girl", 100, 50), ("boy", 0, 50)], tables[0].Rows);
        Assert.Empty(
            await shares.OfAsync(wave with { State = WaveState.Closed }, CancellationToken.None)
        );

        Answers Girl(Answers blank)
        {
            blank[instrument.PlaceOf("sex")] = instrument
                .Items[instrument.PlaceOf("sex")]
                .Mask(["girl"]);
            return blank;
        }
    }
}
