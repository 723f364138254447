using FsCheck;
using FsCheck.Fluent;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

/// <summary>What is asked from 13 on is met by nobody younger, and by nobody who does not say their age.</summary>
public class FromThirteenTests
{
    private static readonly string[] Items =
    [
        "age_check",
        "images_asked_by",
        "images_own_sent",
        "images_passed_on",
        "images_ai",
        "images_threats_by",
        "sharing_crime",
    ];

    [Theory]
    [InlineData("10-12")]
    [InlineData("under_10")]
    [InlineData("over_19")]
    [InlineData(null)]
    public void Nobody_else_is_asked_it_whatever_they_answer(string? age) =>
        Prop.ForAll(
                Given.Any(Shipped.Instrument),
                answers =>
                {
                    var place = Shipped.Instrument.PlaceOf("age");
                    answers[place] = age is null ? 0 : Shipped.Instrument.Items[place].Mask([age]);
                    var before = Items.Any(item => IsAsked(answers, item));
                    answers.DropUnasked();
                    return !before && !Items.Any(item => IsAsked(answers, item));
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("13-14")]
    [InlineData("15-16")]
    [InlineData("17-19")]
    public void From_13_on_everybody_online_is(string age)
    {
        var answers = Given.Answers(Shipped.Instrument, ("age", [age]));
        Assert.All(Items, item => Assert.True(IsAsked(answers, item), item));
    }

    /// <summary>The title and introduction of a section are shown with the first item of it that is asked.</summary>
    [Fact]
    public void Intimate_pictures_have_a_section_of_their_own_and_stand_in_no_other()
    {
        var section = Shipped.Instrument.Sections.Single(section => section.Id == "images");
        Assert.Empty(section.Items.Select(item => item.Id).Except(Items));
        var elsewhere = Shipped
            .Instrument.Sections.Where(other => other != section)
            .SelectMany(other =>
                other
                    .Items.SelectMany(item =>
                        item.Options.Select(option => option.Text)
                            .Append(item.Text)
                            .Append(item.Hint)
                    )
                    .Append(other.Title)
                    .Append(other.Intro)
            )
            .OfType<Texts>();
        Assert.All(
            elsewhere.SelectMany(text => text.Words.Values),
            words => Assert.DoesNotMatch("(?i)íntim|intimate|sem roupa|without clothes", words)
        );
    }

    private static bool IsAsked(Answers answers, string item) =>
        answers.IsAsked(Shipped.Instrument.PlaceOf(item));
}
