using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Collect;

public sealed class WaveRulesTests
{
    private static readonly DateTimeOffset Opens = UtcTime.ParseIso("2026-10-01T00:00:00Z")!.Value;
    private static readonly DateTimeOffset Closes = Opens.AddDays(30);

    /// <summary>What a wave does next, and so many days after it opened; empty: not by itself.</summary>
    [Theory]
    [InlineData(WaveState.Planned, "", "Open 0")]
    [InlineData(WaveState.Planned, "late", "Close 30")]
    [InlineData(WaveState.Open, "", "StartClosing 30")]
    [InlineData(WaveState.Closing, "", "Close 30.003")]
    [InlineData(WaveState.Closed, "", "Draft 30")]
    [InlineData(WaveState.Drafted, "draft", "Publish ")]
    [InlineData(WaveState.Drafted, "draft free", "Publish 31")]
    [InlineData(WaveState.Drafted, "held free", "Publish ")]
    [InlineData(WaveState.Drafted, "approved", "Publish 40")]
    [InlineData(WaveState.Published, "", "StartErasing 57")]
    [InlineData(WaveState.Published, "draft", "StartErasing 57, Publish ")]
    [InlineData(WaveState.Published, "withdrawn", "StartErasing ")]
    [InlineData(WaveState.Published, "revised", "StartErasing 57")]
    [InlineData(WaveState.Erasing, "withdrawn", "Erase 30")]
    [InlineData(WaveState.Erased, "approved", "Publish 40")]
    [InlineData(WaveState.Erased, "", "")]
    public void The_next_step_follows_from_the_row(WaveState state, string facts, string next)
    {
        var wave = new Wave("2026-Q4", state, Opens, Closes, "small/1");
        if (state >= WaveState.Published)
            wave = wave with { Revision = 1, Published = Opens.AddDays(50) };
        foreach (var fact in facts.Split(' '))
            wave = fact switch
            {
                "draft" => wave with { Draft = new(2, Opens.AddDays(31)) },
                "held" => wave with { Draft = new(2, Opens.AddDays(31), WhyHeld: "why") },
                "approved" => wave with { Draft = new(2, Opens.AddDays(31), Opens.AddDays(40)) },
                "withdrawn" => wave with { Withdrawal = new(1, Opens.AddDays(51), "why") },
                "revised" => wave with { Revision = 2, Withdrawal = new(1, Opens, "why") },
                _ => wave,
            };
        var time = new FakeTimeProvider(facts == "late" ? Closes : Opens.AddDays(-1));
        var settings = TestSettings.Read(
            ("Survey:PublishWithoutApproval", $"{facts.Contains("free")}")
        );
        Assert.Equal(
            next,
            string.Join(
                ", ",
                new WaveRules(GamesSurvey.Definition, settings, time)
                    .Ahead(wave)
                    .Select(step =>
                        FormattableString.Invariant(
                            $"{step.Step} {(step.Due - Opens)?.TotalDays:0.###}"
                        )
                    )
            )
        );
    }

    /// <summary>Clocks change on both days, an hour or two after midnight.</summary>
    [Theory]
    [InlineData("2027-03-28", "2027-03-28T00:00:00Z")]
    [InlineData("2027-03-29", "2027-03-28T23:00:00Z")]
    [InlineData("2027-10-31", "2027-10-30T23:00:00Z")]
    [InlineData("2027-11-01", "2027-11-01T00:00:00Z")]
    public async Task A_wave_moved_to_end_beside_a_clock_change_ends_at_the_countrys_midnight(
        string day,
        string closes
    )
    {
        var midnight = Shipped.Definition.Calendar.Midnight(DateOnly.Parse(day));
        Assert.Equal(closes, UtcTime.Iso(midnight));
        using var kit = new CollectFixture(UtcTime.Iso(midnight.AddDays(-40)));
        await kit.RollAsync();
        var id = GamesSurvey.Definition.Calendar.PeriodAt(midnight.AddDays(-40)).Id;
        await kit.Get<WaveSteps>()
            .ChangeAsync(
                await kit.WaveAsync(id) with
                {
                    Closes = midnight,
                },
                CancellationToken.None
            );
        kit.Time.SetUtcNow(midnight.AddSeconds(-1));
        await kit.RollAsync();
        Assert.Equal(WaveState.Open, (await kit.WaveAsync(id)).State);
        kit.Time.SetUtcNow(midnight);
        await kit.RollAsync();
        Assert.Equal(WaveState.Closing, (await kit.WaveAsync(id)).State);
    }

    [Fact]
    public async Task A_sentence_stands_in_the_log_once_and_in_every_run()
    {
        using var kit = new CollectFixture();
        var lines = new Lines<RollWaves>();
        var roll = ActivatorUtilities.CreateInstance<RollWaves>(kit.Services, lines);
        for (var run = 0; run < 4; run++)
        {
            kit.Time.Advance(TimeSpan.FromMinutes(7));
            await roll.Run(new(), CancellationToken.None);
        }
        Assert.Equal(lines.Written.Distinct(), lines.Written);
        Assert.Contains(
            lines.Written,
            line => line.StartsWith("Wave 2027-Q1 opens at", StringComparison.Ordinal)
        );
        var last = await kit.Get<TimerRuns>().ListAsync(CancellationToken.None).SingleAsync();
        Assert.Contains(
            last.Said,
            line => line.StartsWith("2027-Q1 opens at", StringComparison.Ordinal)
        );
        Assert.Equal(TimerEnd.Done, last.End);
    }
}
