using Survey.Ask;
using Survey.Standalone.Demo;
using Xunit;

namespace Survey.Tests.Ask;

/// <summary>How long the survey takes: every word of what is asked at 150 words a minute, and 5 seconds an answer. A
/// question's options are read each time, also where a neighbour has the same.</summary>
public class LengthTests
{
    [Theory]
    [InlineData("10-12", 9)]
    [InlineData("13-14", 11)]
    [InlineData("15-16", 11)]
    [InlineData("17-19", 11)]
    public void Nobody_takes_longer_whatever_is_answered(string age, int minutes)
    {
        var paths = Paths(age).ToArray();
        var everything = Enumerable
            .Range(0, Shipped.Instrument.Items.Length)
            .Where(place => paths.Any(path => path.IsAsked(place)))
            .ToArray();

        Assert.Contains(Shipped.Instrument.PlaceOf("upset_silence"), everything);
        foreach (var language in Shipped.Instrument.Languages)
        {
            // Longer than any path, as some items leave out others.
            Assert.InRange(Minutes(everything, language), minutes / 2, minutes);
            Assert.All(paths, path => Assert.InRange(Minutes(AskedOf(path), language), 0, minutes));
        }
    }

    /// <summary>The simulator's people of one age.</summary>
    private static IEnumerable<Answers> Paths(string age)
    {
        var people = new People(Shipped.Instrument, PeopleModel.Load(Shipped.Folder), 7, 0);
        var given = new Condition("age", [age], []);
        return Enumerable
            .Range(0, 4000)
            .Select(people.Answer)
            .Where(answers => answers.Holds(given));
    }

    private static IEnumerable<int> AskedOf(Answers path) =>
        Enumerable.Range(0, Shipped.Instrument.Items.Length).Where(path.IsAsked);

    private static double Minutes(IEnumerable<int> asked, string language)
    {
        var places = asked.ToArray();
        var items = places.Select(place => Shipped.Instrument.Items[place]);
        var texts = items
            .SelectMany(item =>
                item.Options.Select(option => option.Text).Append(item.Text).Append(item.Hint)
            )
            .Concat(
                places
                    .Select(Shipped.Instrument.SectionOf)
                    .Distinct()
                    .SelectMany(section => new[] { section.Title, section.Intro })
            );
        var words = texts.OfType<Texts>().Sum(text => text[language].Split(' ').Length);
        return words / 150.0 + places.Length * 5 / 60.0;
    }
}
