using Microsoft.Playwright;
using Xunit;

namespace Survey.Browser.Tests;

/// <summary>Something back, made from the answers in the browser only.</summary>
public class NotesTests
{
    [Fact]
    public async Task Notes_follow_the_answers_are_folded_and_leave_the_browser_for_nobody()
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync(locale: "en-GB");
        var instrument = site.Definition.Instrument;
        var note = site.Definition.Pages.Notes.First(one => !one.When.IsEmpty);
        var given = note.When.Select(condition => (condition.Item, condition.In[0])).ToArray();
        await student.BeginAsync(site, "/en");
        await student.AnswerAsync(Answered.Of(instrument, given));
        await student.SendAsync();
        await student.SeeAsync("thanks");
        Assert.Equal(0, await student.Page.Locator(".notes li:visible").CountAsync());
        await student.Page.ClickAsync("#thanks summary");
        var notes = await student.Page.Locator(".notes li:visible").AllInnerTextsAsync();
        Assert.InRange(notes.Count, 3, 5);
        Assert.Equal(note.Text["en"], notes[0]);
        Assert.Single(
            student.Requests,
            request => request.StartsWith("POST", StringComparison.Ordinal)
        );
        await student.SpeakAsync("pt");
        Assert.Equal(
            note.Text["pt"],
            await student.Page.Locator(".notes li:visible").First.InnerTextAsync()
        );
    }

    [Theory]
    [InlineData("10-12")]
    [InlineData("15-16")]
    public async Task The_quiz_is_for_the_age_marks_itself_and_is_sent_to_nobody(string age)
    {
        await using var site = await Site.StartAsync();
        await using var student = await Student.ComeAsync();
        await student.BeginAsync(site);
        await student.ChooseAsync("age", age);
        await student.SendAsync();
        await student.SeeAsync("thanks");
        await student.Page.ClickAsync("#quiz-open");
        await student.SeeAsync("quiz");
        var questions = student.Page.Locator("#quiz .asked-one:visible");
        Assert.Equal(8, await questions.CountAsync());
        var isForOlder = await student
            .Page.Locator("#quiz")
            .GetByText("imagem íntima")
            .First.IsVisibleAsync();
        Assert.Equal(age == "15-16", isForOlder);
        var before = student.Requests.Count;
        for (var question = 0; question < 8; question++)
        {
            var right = questions.Nth(question).Locator("[data-right]");
            await (
                question == 0 ? questions.First.Locator("input:not([data-right])").First : right
            ).CheckAsync();
            Assert.True(await questions.Nth(question).Locator("details p").IsVisibleAsync());
        }
        await Assertions.Expect(student.Page.Locator("#score")).ToContainTextAsync("7 de 8");
        Assert.Equal(before, student.Requests.Count);
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
