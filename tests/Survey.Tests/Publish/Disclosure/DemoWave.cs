using Survey.Ask;
using Survey.Estimate;
using Survey.Publish;
using Survey.Standalone.Demo;
using Survey.Tests.Ask;

namespace Survey.Tests.Publish;

/// <summary>The shipped survey, answered by the demo's people.</summary>
internal static class DemoWave
{
    private static readonly Lazy<Task<(Figures, Disclosed)>> Thousand = new(() =>
        DisclosedAsync(1000)
    );

    /// <summary>Made once for all tests: it is the dearest to guard.</summary>
    public static Task<(Figures Figures, Disclosed Disclosed)> OfAThousand => Thousand.Value;

    public static async Task<(Figures Figures, Disclosed Disclosed)> DisclosedAsync(int responses)
    {
        var figures = await FiguresAsync(wave: 0, responses);
        return (figures, Disclosure.Apply(Shipped.Definition, figures));
    }

    /// <param name="wave">As in the demo: shares drift from wave to wave.</param>
    public static async Task<Figures> FiguresAsync(int wave, int responses)
    {
        var definition = Shipped.Definition;
        var people = new People(
            definition.Instrument,
            PeopleModel.Load(Shipped.Folder),
            seed: 2014,
            wave
        );
        var answers = Enumerable
            .Range(0, responses)
            .Select(number => new KeptAnswers($"{number:x32}", people.Answer(number).Encode()));
        var counted = await Counting.CountAsync(
            definition,
            $"wave {wave}",
            [answers.ToAsyncEnumerable()]
        );
        return Estimator.Estimate(definition, counted.Tally);
    }
}
