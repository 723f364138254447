using FsCheck;
using FsCheck.Fluent;
using Survey.Ask;
using Survey.Estimate;
using Survey.Tests.Ask;

namespace Survey.Tests.Estimate;

/// <summary>Made-up respondents to <see cref="Surveys.Clubs"/>, as FsCheck asks for them.</summary>
internal static class Respondents
{
    /// <summary>Any number of anybody.</summary>
    public static Arbitrary<Answers[]> Any { get; } = AnyTo(Surveys.Clubs.Instrument);

    /// <summary>Somebody in every cell, so that weights exist, and others.</summary>
    public static Arbitrary<Answers[]> EveryCell { get; } =
        Gen.Choose(0, int.MaxValue)
            .Select(seed => Answer(Surveys.Clubs.Instrument, seed))
            .ArrayOf()
            .Select(others => OnePerCell().Concat(others).ToArray())
            .ToArbitrary();

    public static Arbitrary<Answers[]> AnyTo(Instrument instrument) =>
        Gen.Choose(0, int.MaxValue)
            .Select(seed => Answer(instrument, seed))
            .ArrayOf()
            .ToArbitrary();

    public static void Hold<T>(Arbitrary<T> every, Action<T> check) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(50),
            Prop.ForAll(
                every,
                one =>
                {
                    check(one);
                    return true;
                }
            )
        );

    public static Tally Count(IEnumerable<Answers> respondents) =>
        Count(Surveys.Clubs, respondents.Select(one => one.Encode()));

    public static Tally Count(Definition definition, IEnumerable<string> rows)
    {
        var tally = new Tally(definition);
        foreach (var row in rows)
            tally.Add(row);
        return tally;
    }

    /// <summary>Marked options by item, e.g. <c>("team", "red")</c>.</summary>
    public static Answers Of(params (string Item, string Option)[] marked) =>
        Given.Answers(
            Surveys.Clubs.Instrument,
            [.. marked.Select(one => (one.Item, new[] { one.Option }))]
        );

    private static Answers Answer(Instrument instrument, int seed)
    {
        var random = new Random(seed);
        var items = instrument.Items;
        var answers = new Answers(instrument);
        for (var place = 0; place < items.Length; place++)
        {
            var options = items[place].Options.Length;
            if (items[place].Kind == ItemKind.Multi)
                answers[place] = (ulong)random.Next(1 << options);
            else if (random.Next(8) > 0)
                answers[place] = 1UL << random.Next(options);
        }
        answers.DropUnasked();
        return answers;
    }

    private static IEnumerable<Answers> OnePerCell()
    {
        for (var team = 0; team < 4; team++)
        for (var year = 0; year < 4; year++)
        {
            var answers = Answer(Surveys.Clubs.Instrument, 4 * team + year);
            answers[0] = team < 3 ? 1UL << team : 0;
            answers[1] = year < 3 ? 1UL << year : 0;
            yield return answers;
        }
    }
}
