using FsCheck;
using FsCheck.Fluent;
using Survey.Ask;

namespace Survey.Tests.Ask;

/// <summary>Answers for tests: named ones, and random ones.</summary>
internal static class Given
{
    /// <param name="chosen">Item id to the options marked.</param>
    public static Answers Answers(
        Instrument instrument,
        params (string Item, string[] Options)[] chosen
    )
    {
        var answers = new Answers(instrument);
        foreach (var (item, options) in chosen)
        {
            var place = instrument.PlaceOf(item);
            answers[place] |= instrument.Items[place].Mask(options);
        }
        return answers;
    }

    /// <summary>Any marks that the items' kinds allow, whether routing asks the items or not; a third left blank.</summary>
    public static Arbitrary<Answers> Any(Instrument instrument) =>
        Gen.CollectToArray(instrument.Items.Select(Marks).ToArray())
            .Select(marks =>
            {
                var answers = new Answers(instrument);
                for (var place = 0; place < marks.Length; place++)
                    answers[place] = marks[place];
                return answers;
            })
            .ToArbitrary();

    public static (bool[] Asked, ulong[] Marks) Decoded(Answers answers)
    {
        var asked = new bool[answers.Instrument.Items.Length];
        var marks = new ulong[asked.Length];
        Survey.Ask.Answers.Decode(answers.Instrument, answers.Encode(), asked, marks);
        return (asked, marks);
    }

    private static Gen<ulong> Marks(Item item) =>
        Gen.Frequency(
            (1, Gen.Constant(0UL)),
            (
                2,
                item.Kind == ItemKind.Single
                    ? Gen.Choose(0, item.Options.Length - 1).Select(option => 1UL << option)
                    : Gen.Choose(0, (1 << item.Options.Length) - 1).Select(bits => (ulong)bits)
            )
        );
}
