using Xunit;

namespace Survey.Browser.Tests;

/// <summary>Something back, made from the answers in the browser only.</summary>
public class NotesTests
{
    [Fact]
    public async Task Notes_follow_the_answers_and_nothing_is_asked_of_the_server()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(locale: "en-GB");
        await student.BeginAsync(site, "/en");
        await student.ChooseAsync("age", "15-16");
        await student.GoToAsync("s-games");
        await student.ChooseAsync("game_random_rewards", "more_often");
        await student.GoToAsync("s-people");
        await student.ChooseAsync("images_spread", "once_or_twice");
        await student.SendAsync();
        await student.SeeAsync("thanks");
        var notes = await student.Page.Locator(".notes li:visible").AllInnerTextsAsync();
        Assert.InRange(notes.Count, 3, 5);
        Assert.Contains("it is not your fault", notes[0], StringComparison.Ordinal);
        Assert.Contains(notes, note => note.Contains("€200", StringComparison.Ordinal));
        Assert.Equal(
            ["GET", "GET", "GET", "POST"],
            student.Requests.Select(request => request.Split(' ')[0])
        );
        await student.Page.ClickAsync("[data-to=pt]");
        Assert.Contains(
            "a culpa não é tua",
            await student.Page.Locator(".notes li:visible").First.InnerTextAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_answers_only_notes_for_everybody_are_shown()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(script: false);
        await student.OpenAsync(site, "/pt/thanks");
        Assert.Equal(
            site.Definition.Pages.Notes.Count(note => note.When.IsEmpty),
            await student.Page.Locator(".notes li").CountAsync()
        );
    }
}
