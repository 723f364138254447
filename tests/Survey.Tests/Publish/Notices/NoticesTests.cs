using Xunit;

namespace Survey.Tests.Publish;

/// <summary>What becomes of a notice, from its row to a mail.</summary>
public sealed class NoticesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_analyst_is_told_once_that_a_release_is_out()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        await kit.ReleaseAsync("2026-Q2", isSynthetic: true);
        await kit.SendAsync();
        await kit.SendAfterAsync(5 * Minute);
        Assert.Equal(
            new Dictionary<string, int> { ["ana@example.org"] = 1, ["bea@example.org"] = 1 },
            kit.MailsTo
        );
        Assert.Equal(["Sent", "Sent"], await kit.StatesAsync());
        var mail = kit.SendGrid.Mails.First();
        Assert.Equal("Bearer SG.key-of-a-test", mail.Authorization);
        Assert.Equal(
            "Resultados publicados: Small, 2026-Q3 / Results are out: Small, é, 2026-Q3",
            mail.Subject
        );
        Assert.Equal(
            2,
            mail.Content.Split("https://survey.example.org/releases/2026-Q3\n").Length - 1
        );
        Assert.DoesNotContain("code=", mail.Content, StringComparison.Ordinal);
        Assert.Equal(
            "survey@example.org",
            mail.Body.GetProperty("from").GetProperty("email").GetString()
        );
    }

    [Fact]
    public async Task Opening_a_mail_and_its_link_is_not_tracked()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        await kit.SendAsync();
        var tracking = kit.SendGrid.Mails.First().Body.GetProperty("tracking_settings");
        Assert.All(
            tracking.EnumerateObject(),
            one => Assert.False(one.Value.GetProperty("enable").GetBoolean())
        );
        Assert.Equal(2, tracking.EnumerateObject().Count());
    }

    [Fact]
    public async Task Instances_that_send_at_once_send_once()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(kit.SendAsync)));
        Assert.Equal([1, 1], kit.MailsTo.Values);
        Assert.Equal(["Sent", "Sent"], await kit.StatesAsync());
    }

    /// <summary>Two rows, then a claim and an end for each of two mails: cut off after each of them.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task A_crash_never_sends_a_mail_twice(int writes, bool isOneUnclear)
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        kit.Tables.WritesLeft = writes;
        await kit.SendAsync();
        kit.Tables.WritesLeft = int.MaxValue;
        for (var run = 0; run < 5; run++)
            await kit.SendAfterAsync(5 * Minute);
        Assert.Equal(1, kit.MailsTo["ana@example.org"]);
        Assert.Equal(1, kit.MailsTo["bea@example.org"]);
        Assert.Equal(
            isOneUnclear ? ["Sent", "Unclear"] : ["Sent", "Sent"],
            (await kit.StatesAsync("release")).Order()
        );
        Assert.Equal(isOneUnclear ? 1 : 0, kit.MailsTo.GetValueOrDefault("rui@example.org"));
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_sends_nothing()
    {
        await using var kit = await NoticesFixture.StartAsync(
            ("Survey:AnalystAddresses", "a@b.pt")
        );
        await kit.ReleaseAsync();
        kit.Tables.WritesLeft = 2;
        kit.Tables.IsLastAnswerLost = true;
        await kit.SendAsync();
        Assert.Equal(["Sending"], await kit.StatesAsync());
        kit.Tables.WritesLeft = int.MaxValue;
        await kit.SendAfterAsync(11 * Minute);
        await kit.SendAsync();
        Assert.Equal(["Unclear"], await kit.StatesAsync("release"));
        Assert.Equal("rui@example.org", Assert.Single(kit.SendGrid.Mails).To);
    }

    [Theory]
    [InlineData(429, "1200", 20)]
    [InlineData(429, "Tue, 24 Nov 2026 12:30:00 GMT", 30)]
    [InlineData(503, "60", 1)]
    [InlineData(500, null, 5)]
    [InlineData(401, null, 60)]
    [InlineData(403, null, 60)]
    public async Task A_refusal_that_may_pass_is_tried_again_when_SendGrid_says(
        int status,
        string? retryAfter,
        int minutes
    )
    {
        await using var kit = await NoticesFixture.StartAsync(
            ("Survey:AnalystAddresses", "a@b.pt")
        );
        await kit.ReleaseAsync();
        kit.SendGrid.Answers = FakeSendGrid.Status(status, retryAfter);
        await kit.SendAsync();
        kit.SendGrid.Answers = null;
        await kit.SendAfterAsync(minutes * Minute - TimeSpan.FromSeconds(1));
        Assert.Single(kit.SendGrid.Mails);
        Assert.Equal(["Due"], await kit.StatesAsync());
        await kit.SendAfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, kit.SendGrid.Mails.Count);
        Assert.Equal(["Sent"], await kit.StatesAsync());
    }

    [Fact]
    public async Task When_SendGrid_is_busy_the_others_wait_too_and_after_a_week_nobody_tries()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        kit.SendGrid.Answers = FakeSendGrid.Status(500);
        await kit.SendAsync();
        Assert.Single(kit.SendGrid.Mails);
        for (var day = 0; day < 9; day++)
            await kit.SendAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(["Refused", "Refused"], await kit.StatesAsync());
    }

    [Fact]
    public async Task A_SendGrid_that_cannot_be_reached_was_sent_nothing()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        kit.SendGrid.IsReachable = false;
        await kit.SendAsync();
        kit.SendGrid.IsReachable = true;
        await kit.SendAfterAsync(5 * Minute);
        Assert.Equal([1, 1], kit.MailsTo.Values);
    }

    public static TheoryData<string> Unclear => ["hang", "reset"];

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task After_an_unclear_outcome_nothing_is_repeated_and_the_admins_are_told(
        string how
    )
    {
        await using var kit = await NoticesFixture.StartAsync(
            ("Survey:AnalystAddresses", "a@b.pt")
        );
        await kit.ReleaseAsync();
        kit.SendGrid.Answers = how == "hang" ? FakeSendGrid.HangAsync : FakeSendGrid.ResetAsync;
        await kit.SendAsync();
        kit.SendGrid.Answers = null;
        for (var day = 0; day < 3; day++)
            await kit.SendAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(["a@b.pt", "rui@example.org"], kit.SendGrid.Mails.Select(mail => mail.To));
        Assert.Equal(["Unclear"], await kit.StatesAsync("release"));
        Assert.Contains(
            "release-2026-Q3-r1-",
            kit.SendGrid.Mails.Last().Content,
            StringComparison.Ordinal
        );
        Assert.Single(
            kit.Lines,
            line => line.Contains("may not have arrived", StringComparison.Ordinal)
        );
    }

    /// <summary>.NET may repeat a request by itself when a connection that it kept turns out to be closed.</summary>
    [Fact]
    public async Task A_kept_connection_that_breaks_repeats_nothing()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        kit.SendGrid.Answers = context =>
            kit.SendGrid.Mails.Count == 1 ? Task.CompletedTask : FakeSendGrid.ResetAsync(context);
        await kit.SendAsync();
        Assert.Equal([1, 1], kit.MailsTo.Values);
        Assert.Equal(["Sent", "Unclear"], (await kit.StatesAsync("release")).Order());
    }

    [Fact]
    public async Task When_that_notice_is_lost_too_only_the_log_says_so()
    {
        await using var kit = await NoticesFixture.StartAsync(
            ("Survey:AnalystAddresses", "a@b.pt")
        );
        await kit.ReleaseAsync();
        kit.SendGrid.Answers = FakeSendGrid.ResetAsync;
        for (var run = 0; run < 4; run++)
            await kit.SendAfterAsync(5 * Minute);
        Assert.Equal(2, kit.SendGrid.Mails.Count);
        Assert.Equal(["Unclear", "Unclear"], await kit.StatesAsync());
    }

    [Fact]
    public async Task What_SendGrid_refuses_is_not_repeated_and_holds_up_nobody_and_no_address_is_kept()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        kit.SendGrid.Answers = FakeSendGrid.Status(400);
        await kit.SendAsync();
        await kit.SendAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal([1, 1], kit.MailsTo.Values);
        Assert.Equal(["Refused", "Refused"], await kit.StatesAsync());
        var rows = (await kit.RowsAsync()).Select(row =>
            $"{row.RowKey} {string.Join(' ', row.Properties.Values)}"
        );
        Assert.DoesNotContain(rows, row => row.Contains('@'));
        Assert.NotEmpty(kit.Lines);
        Assert.DoesNotContain(kit.Lines, line => line.Contains('@'));
        Assert.DoesNotContain(kit.Lines, line => line.Contains("SG.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_a_notice_is_one_line_of_the_log()
    {
        await using var kit = await NoticesFixture.StartAsync(("Survey:SendGridKey", null));
        await kit.ReleaseAsync();
        await kit.SendAsync();
        await kit.SendAfterAsync(5 * Minute);
        Assert.Empty(kit.SendGrid.Mails);
        Assert.Equal(["Logged"], await kit.StatesAsync());
        var line = Assert.Single(kit.Lines);
        Assert.StartsWith("Notice: Resultados publicados: Small, 2026-Q3", line);
    }

    [Fact]
    public async Task Without_an_address_of_the_survey_a_mail_says_where_results_are()
    {
        await using var kit = await NoticesFixture.StartAsync(("Survey:PublicUrl", null));
        await kit.ReleaseAsync();
        await kit.SendAsync();
        var text = kit.SendGrid.Mails.First().Content;
        Assert.Contains("page /releases/2026-Q3,", text, StringComparison.Ordinal);
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", "false", "https://api.sendgrid.com")]
    [InlineData("true", "true", "https://api.eu.sendgrid.com")]
    public async Task Host_and_sandbox_are_settings(string isEu, string isSandbox, string host)
    {
        await using var kit = await NoticesFixture.StartAsync(
            ("Survey:SendGridEu", isEu),
            ("Survey:SendGridSandbox", isSandbox)
        );
        await kit.ReleaseAsync();
        kit.SendGrid.Answers = FakeSendGrid.Status(isSandbox == "true" ? 200 : 202);
        await kit.SendAsync();
        var mail = kit.SendGrid.Mails.First();
        Assert.Equal(host, mail.Host);
        Assert.Equal(
            isSandbox == "true",
            mail.Body.TryGetProperty("mail_settings", out var set)
                && set.GetProperty("sandbox_mode").GetProperty("enable").GetBoolean()
        );
        Assert.Equal(["Sent", "Sent"], await kit.StatesAsync());
    }

    [Fact]
    public async Task Rows_go_when_nobody_needs_them_any_more()
    {
        await using var kit = await NoticesFixture.StartAsync();
        await kit.ReleaseAsync();
        await kit.SendAsync();
        await kit.SendAfterAsync(TimeSpan.FromDays(101));
        await kit.SendAsync();
        Assert.Empty(await kit.RowsAsync());
        Assert.Equal(2, kit.SendGrid.Mails.Count);
    }
}
