using Microsoft.Playwright;
using Survey.Simulator;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>Whatever happens on the way, a response is stored once or its sender is told.</summary>
public class SendingTests
{
    [Fact]
    public async Task Twenty_seconds_without_connection_and_a_lost_answer_store_one_response()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        var isFirst = true;
        await student.Page.RouteAsync(
            "**/api/responses",
            async route =>
            {
                if (!isFirst)
                {
                    await route.ContinueAsync();
                    return;
                }
                // Stored, but the answer is lost on its way back.
                isFirst = false;
                await route.FetchAsync();
                await student.Context.SetOfflineAsync(true);
                await route.AbortAsync("connectionreset");
            }
        );
        await student.SendAsync();
        await Assertions
            .Expect(student.Page.Locator("#sending"))
            .ToContainTextAsync("ainda não seguiram");
        await Task.Delay(TimeSpan.FromSeconds(20));
        Assert.False(await student.Page.IsVisibleAsync("#thanks"));
        Assert.True(await student.Page.IsVisibleAsync("#retry"));
        await student.Context.SetOfflineAsync(false);
        await student.SeeAsync("thanks");
        Assert.Equal(["region=centro"], await site.StoredAsync());
    }

    [Fact]
    public async Task A_server_killed_in_between_and_started_again_stores_one_response()
    {
        await using var server = new Server("Survey.Functions");
        await using var student = await Student.ComeAsync();
        await server.StartAsync();
        await student.Page.GotoAsync($"{server.Client.BaseAddress}pt");
        await student.Page.ClickAsync("#begin");
        await student.ChooseAsync("region", "norte");
        await student.ReviewAsync();
        await server.KillAsync();
        await student.Page.ClickAsync("#send");
        await Assertions
            .Expect(student.Page.Locator("#sending"))
            .ToContainTextAsync("ainda não seguiram");
        await server.StartAsync();
        await student.SeeAsync("thanks");
        await server.KillAsync();
        await using var site = await Site.StartAsync(server.Folder);
        Assert.Equal(["region=norte"], await site.StoredAsync());
    }

    [Fact]
    public async Task Where_very_many_send_the_script_works_for_its_turn_and_does_not_wait()
    {
        await using var site = await Site.StartAsync(perMinute: 1);
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        await student.ReviewAsync();
        using var others = new StringContent("");
        using var first = await site.Client.PostAsync(
            new Uri("api/responses", UriKind.Relative),
            others
        );
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(
            2,
            student.Requests.Count(one => one.StartsWith("POST", StringComparison.Ordinal))
        );
        Assert.Equal(["region=centro"], await site.StoredAsync());
    }

    [Fact]
    public async Task A_double_tap_and_a_slow_server_store_one_response()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(width: 360, height: 640, touch: true);
        await student.BeginAsync(site);
        await student.Page.RouteAsync(
            "**/api/responses",
            async route =>
            {
                await Task.Delay(1500);
                await route.ContinueAsync();
            }
        );
        await student.ChooseAsync("region", "centro");
        await student.ReviewAsync();
        await student.Page.EvaluateAsync(
            "() => { const send = document.getElementById('send'); send.click(); send.click() }"
        );
        Assert.Equal(
            "A enviar… Deixa esta página aberta.",
            await student.Page.InnerTextAsync("#sending")
        );
        await student.SeeAsync("thanks");
        Assert.Single(
            student.Requests,
            request => request.StartsWith("POST", StringComparison.Ordinal)
        );
        Assert.Single(await site.StoredAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wave_that_closes_in_between_says_so(bool script)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(script);
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        await student.ReviewAsync();
        await site.CloseWaveAsync();
        await student.SendAsync();
        await Assertions
            .Expect(student.Page.Locator("h1:visible"))
            .ToHaveTextAsync("O inquérito já fechou");
        Assert.Empty(await site.StoredAsync());
    }

    [Theory]
    [InlineData(409, "As perguntas mudaram")]
    [InlineData(404, "O inquérito já fechou")]
    public async Task Other_ends_say_what_happened(int status, string title)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await AnswerAsync(student, status);
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        await student.SendAsync();
        await Assertions.Expect(student.Page.Locator("h1:visible")).ToHaveTextAsync(title);
    }

    [Fact]
    public async Task Answers_the_server_refuses_stay_on_screen()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await AnswerAsync(student, 400);
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        await student.SendAsync();
        await Assertions
            .Expect(student.Page.Locator("#sending"))
            .ToContainTextAsync("Não fizeste nada de errado");
        Assert.True(await student.Page.IsCheckedAsync("[name=region][value=centro]"));
        await student.Page.UnrouteAllAsync();
        await student.Page.ClickAsync("#send");
        await student.SeeAsync("thanks");
    }

    [Fact]
    public async Task Too_many_at_once_is_tried_again_later()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await AnswerAsync(student, 429, retryAfter: "40");
        await student.BeginAsync(site);
        await student.ChooseAsync("region", "centro");
        await student.SendAsync();
        await Assertions
            .Expect(student.Page.Locator("#sending"))
            .ToContainTextAsync("daqui a 40 segundos");
        await student.Page.UnrouteAllAsync();
        await student.Page.ClickAsync("#retry");
        await student.SeeAsync("thanks");
        Assert.Single(await site.StoredAsync());
    }

    [Fact]
    public async Task A_survey_without_any_answer_is_thanked_for_and_not_sent()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.SendAsync();
        await student.SeeAsync("nothing");
        Assert.DoesNotContain(
            student.Requests,
            request => request.StartsWith("POST", StringComparison.Ordinal)
        );
        Assert.Empty(await site.StoredAsync());
    }

    private static Task AnswerAsync(Student student, int status, string? retryAfter = null) =>
        student.Page.RouteAsync(
            "**/api/responses",
            route =>
                route.FulfillAsync(
                    new RouteFulfillOptions
                    {
                        Status = status,
                        Body = "{}",
                        Headers = retryAfter is null
                            ? null
                            : new Dictionary<string, string> { ["Retry-After"] = retryAfter },
                    }
                )
        );
}
