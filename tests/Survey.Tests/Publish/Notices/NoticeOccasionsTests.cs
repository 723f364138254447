using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>What the admins are told, and how often; and that telling holds up nothing.</summary>
public sealed class NoticeOccasionsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_timer_that_fails_is_told_once_a_day()
    {
        await using var kit = await NoticesFixture.StartAsync();
        for (var time = 0; time < 3; time++)
        {
            await kit.Get<TimerFailures>().AddAsync("RollWaves");
            await kit.SendAsync();
        }
        var mail = Assert.Single(kit.SendGrid.Mails);
        Assert.Equal("rui@example.org", mail.To);
        Assert.Contains(
            "RollWaves (“Small, é”) failed on 2026-11-24.",
            mail.Content,
            StringComparison.Ordinal
        );
        kit.Time.Advance(Day);
        await kit.Get<TimerFailures>().AddAsync("RollWaves");
        await kit.Get<TimerFailures>().AddAsync("EraseResponses");
        await kit.SendAsync();
        Assert.Equal(3, kit.SendGrid.Mails.Count);
    }

    [Fact]
    public async Task Admins_are_told_of_a_draft_once_and_weekly_of_responses_kept_for_want_of_a_release()
    {
        await using var kit = await NoticesFixture.StartAsync();
        var closed = kit.Time.GetUtcNow();
        var wave = new Wave(
            "2026-Q3",
            WaveState.Drafted,
            closed.AddDays(-50),
            closed,
            "small/1",
            new string('1', 64)
        )
        {
            Draft = new Draft(1, closed),
        };
        await kit.SaveAsync(wave);
        for (var day = 0; day < 7; day++)
            await kit.SendAfterAsync(day == 0 ? TimeSpan.Zero : Day);
        var mail = Assert.Single(kit.SendGrid.Mails);
        Assert.Equal("rui@example.org", mail.To);
        Assert.Contains("only admins see them", mail.Content, StringComparison.Ordinal);
        for (var day = 7; day < 21; day++)
            await kit.SendAfterAsync(Day);
        Assert.Equal(3, kit.SendGrid.Mails.Count);
        Assert.Contains("still kept", kit.SendGrid.Mails.Last().Content, StringComparison.Ordinal);

        // Once it is out, the analysts are told, and nobody else.
        wave = (await kit.Get<Waves>().GetAsync("2026-Q3", CancellationToken.None))!;
        await kit.SaveAsync(
            wave with
            {
                State = WaveState.Published,
                Revision = 1,
                Published = kit.Time.GetUtcNow(),
                Draft = null,
            }
        );
        await kit.SendAfterAsync(8 * Day);
        Assert.Equal(
            ["ana@example.org", "bea@example.org"],
            kit.SendGrid.Mails.Skip(3).Select(one => one.To).Order()
        );
    }

    [Fact]
    public async Task A_failure_is_forgotten_only_when_its_notice_is_kept()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.Get<TimerFailures>().AddAsync("RollWaves");
        kit.Tables.WritesLeft = 0;
        await kit.SendAsync();
        kit.Tables.WritesLeft = int.MaxValue;
        await kit.SendAsync();
        Assert.Single(kit.SendGrid.Mails);
    }

    [Fact]
    public async Task An_open_wave_without_responses_is_told_once_for_each_silence()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.Get<Responses>().OpenAsync("2026-Q4", CancellationToken.None);
        await kit.SaveAsync(
            new Wave(
                "2026-Q4",
                WaveState.Open,
                kit.Time.GetUtcNow(),
                kit.Time.GetUtcNow() + 60 * Day,
                "small/1"
            )
        );
        await DaysAsync(kit, 5);
        await RespondAsync(kit, 12);
        await DaysAsync(kit, 7);
        Assert.Empty(kit.SendGrid.Mails);
        await DaysAsync(kit, 10);
        Assert.EndsWith(
            "No new responses: Small, é, 2026-Q4",
            Assert.Single(kit.SendGrid.Mails).Subject
        );
        await RespondAsync(kit, 12);
        await DaysAsync(kit, 9);
        Assert.Equal(2, kit.SendGrid.Mails.Count);
    }

    [Fact]
    public async Task Help_lines_that_nobody_checked_for_a_year_are_told_once_a_month()
    {
        await using var kit = await NoticesFixture.StartAsync();
        kit.Definition = kit.Definition with
        {
            Help = new Help([Line("Old", new(2025, 11, 23)), Line("Fresh", new(2025, 11, 24))]),
        };
        await kit.SendAsync();
        await kit.SendAfterAsync(3 * Day);
        var mail = Assert.Single(kit.SendGrid.Mails);
        Assert.Equal("rui@example.org", mail.To);
        Assert.Contains(": Old.", mail.Content, StringComparison.Ordinal);
        await kit.SendAfterAsync(30 * Day);
        Assert.Contains(
            ": Old, Fresh.",
            kit.SendGrid.Mails.Last().Content,
            StringComparison.Ordinal
        );
        Assert.Equal(2, kit.SendGrid.Mails.Count);
    }

    [Fact]
    public async Task Notices_that_fail_hold_up_no_timer()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        kit.Tables.FailsToRead = table => table is "Notices" or "TimerFailures";
        await kit.Get<PublishReleases>().Run(new TimerInfo(), CancellationToken.None);
        Assert.Equal(
            2,
            kit.Lines.Count(line => line.StartsWith("Notices wait", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_timer_that_cannot_publish_still_sends()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.Get<TimerFailures>().AddAsync("PublishReleases");
        kit.Tables.FailsToRead = table => table == "Waves";
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            kit.Get<PublishReleases>().Run(new TimerInfo(), CancellationToken.None)
        );
        Assert.Single(kit.SendGrid.Mails);
    }

    private static async Task DaysAsync(NoticesFixture kit, int days)
    {
        for (var day = 0; day < days; day++)
            await kit.SendAfterAsync(Day);
    }

    private static async Task RespondAsync(NoticesFixture kit, int times)
    {
        for (var time = 0; time < times; time++)
            await kit.Get<Responses>()
                .KeepAsync("2026-Q4", Guid.NewGuid(), "small/1", "1--", CancellationToken.None);
    }

    private static HelpLine Line(string name, DateOnly day)
    {
        var texts = new Texts(
            ImmutableDictionary<string, string>.Empty.Add("pt", name).Add("en", name)
        );
        return new HelpLine(name, texts, "112", null, null, null, day);
    }
}
