using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Survey.Ask;
using Survey.Ask.Pages;
using Xunit;

namespace Survey.Tests.Ask;

/// <summary>The page about the survey promises that those under 13, and those who do not say their age, meet nothing of
/// what is asked from 13 on.</summary>
public partial class AgeTests
{
    private static readonly (string, string?)[][] Younger =
    [
        [("age", "10-12")],
        [("age", null)],
    ];

    private static readonly (string, string?)[][] Older =
    [
        [("age", "13-14")],
        [("age", "15-16")],
        [("age", "17-19")],
    ];

    private static readonly HashSet<string> AskedOfYounger = AskedOf(Younger);

    private static readonly string[] OlderOnly = [.. AskedOf(Older).Except(AskedOfYounger).Order()];

    [Fact]
    public void What_is_promised_is_said() =>
        Assert.All(
            Shipped.Instrument.Languages,
            language =>
                Assert.Contains(
                    Shipped.Definition.Pages.About.SelectMany(part => part.Text),
                    text => OnlyFrom13().IsMatch(text[language])
                )
        );

    [Fact]
    public void On_no_path_is_a_younger_one_asked_about_intimate_pictures_or_crimes()
    {
        Assert.NotEmpty(OlderOnly);
        Assert.All(
            Shipped.Instrument.Items.Where(item => AskedOfYounger.Contains(item.Id)),
            item => Assert.All(TextsOf(item), text => Assert.DoesNotMatch(ForOlder(), text))
        );
    }

    [Fact]
    public void No_section_note_or_question_of_the_quiz_hints_at_it()
    {
        var pages = Shipped.Definition.Pages;
        var sections = Shipped
            .Instrument.Sections.Where(section =>
                section.Items.Any(item => AskedOfYounger.Contains(item.Id))
            )
            .SelectMany(section => new[] { section.Title, section.Intro });
        var paths = Younger.SelectMany(Paths).ToArray();
        var notes = pages
            .Notes.Where(note => paths.Any(path => note.When.All(path.Holds)))
            .Select(note => note.Text);
        var quiz = pages
            .Quiz.Where(question => paths.Any(path => question.When.All(path.Holds)))
            .SelectMany(question =>
                question
                    .Answers.Select(answer => answer.Text)
                    .Append(question.Text)
                    .Append(question.Why)
            );
        var texts = sections
            .Concat(notes)
            .Concat(quiz)
            .Concat(pages.Intro)
            .Concat(pages.More)
            .Append(pages.AfterSensitive)
            .OfType<Texts>()
            .SelectMany(text => text.Words.Values);
        Assert.All(texts, text => Assert.DoesNotMatch(ForOlder(), text));
    }

    [Fact]
    public void Everybody_gets_eight_questions_of_the_quiz() =>
        Assert.All(
            Younger.Concat(Older).Select(age => Paths(age).First()),
            path =>
                Assert.Equal(
                    8,
                    Shipped.Definition.Pages.Quiz.Count(question => question.When.All(path.Holds))
                )
        );

    [Theory]
    [InlineData("10-12", false)]
    [InlineData("13-19", true)]
    public async Task A_sheet_has_what_its_age_is_asked_and_nothing_else(string id, bool isOlder)
    {
        var sheet = Shipped.Definition.Pages.Sheets.Single(one => one.Id == id);
        var asked = AskedOf(isOlder ? Older : Younger[..1]);
        var paper = new PaperSheet(Shipped.Instrument, sheet);
        Assert.Equal(
            Shipped.Instrument.Items.Select(item => item.Id).Where(asked.Contains),
            paper.Sections.SelectMany(paper.ItemsOf).Select(item => item.Id)
        );
        foreach (var language in Shipped.Instrument.Languages)
        {
            var html = await Html.RenderAsync<SheetDocument>(
                new View(Shipped.Definition, 7, language, "print"),
                ("Sheet", sheet)
            );
            var words = new HtmlParser().ParseDocument(html).QuerySelector("main")!.TextContent;
            Assert.Equal(isOlder, ForOlder().IsMatch(words));
        }
    }

    private static HashSet<string> AskedOf((string, string?)[][] ages) =>
        [
            .. ages.SelectMany(Paths)
                .SelectMany(path =>
                    Shipped.Instrument.Items.Where((_, place) => path.IsAsked(place))
                )
                .Select(item => item.Id),
        ];

    private static IEnumerable<Answers> Paths((string, string?)[] age) =>
        AllPaths.Of(Shipped.Instrument, age);

    private static IEnumerable<string> TextsOf(Item item) =>
        item
            .Options.Select(option => option.Text)
            .Append(item.Text)
            .Append(item.Hint)
            .OfType<Texts>()
            .SelectMany(text => text.Words.Values);

    [GeneratedRegex("(?i)íntim|intimate|sem roupa|without clothes|sexua|nudez|nude")]
    private static partial Regex ForOlder();

    [GeneratedRegex("13 anos ou mais|13 or older")]
    private static partial Regex OnlyFrom13();
}
