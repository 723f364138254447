using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>A derived variable's rule with its items and codes looked up once. Codes: an option's place, then not asked,
/// then no answer.</summary>
internal abstract class Derivation
{
    private readonly ImmutableArray<int> sources;
    private readonly int notAsked;

    private Derivation(Derived derived, IEnumerable<int> sources)
    {
        this.sources = [.. sources.Distinct()];
        notAsked = derived.Options.Length;
    }

    public static Derivation Of(Derived derived, Instrument instrument) =>
        derived switch
        {
            DerivedByCases byCases => new ByCases(byCases, instrument),
            DerivedByCount byCount => new ByCount(byCount, instrument),
            _ => throw new NotSupportedException(derived.GetType().Name),
        };

    public int Code(ReadOnlySpan<bool> asked, ReadOnlySpan<ulong> marks)
    {
        foreach (var source in sources)
            if (asked[source])
                return Option(marks) is var option and >= 0 ? option : notAsked + 1;
        return notAsked;
    }

    /// <summary>The option's place, or -1 for no answer.</summary>
    protected abstract int Option(ReadOnlySpan<ulong> marks);

    private sealed class ByCases(DerivedByCases derived, Instrument instrument)
        : Derivation(
            derived,
            derived
                .Cases.SelectMany(rule => rule.When)
                .Select(condition => instrument.PlaceOf(condition.Item))
        )
    {
        private readonly (int Option, Test[] When)[] cases =
        [
            .. derived.Cases.Select(rule =>
                (
                    derived.Options.IndexOf(rule.Is),
                    rule.When.Select(condition => new Test(condition, instrument)).ToArray()
                )
            ),
        ];

        protected override int Option(ReadOnlySpan<ulong> marks)
        {
            foreach (var (option, when) in cases)
                if (AllHold(when, marks))
                    return option;
            return -1;
        }

        private static bool AllHold(Test[] tests, ReadOnlySpan<ulong> marks)
        {
            foreach (var test in tests)
                if (!test.Holds(marks))
                    return false;
            return true;
        }
    }

    private sealed class ByCount(DerivedByCount derived, Instrument instrument)
        : Derivation(derived, derived.Items.Select(instrument.PlaceOf))
    {
        private readonly (int Place, ulong Codes)[] items =
        [
            .. derived
                .Items.Select(instrument.PlaceOf)
                .Select(place => (place, instrument.Items[place].Mask(derived.Codes))),
        ];

        protected override int Option(ReadOnlySpan<ulong> marks)
        {
            var (hits, answered) = (0, 0);
            foreach (var (place, codes) in items)
            {
                hits += (marks[place] & codes) != 0 ? 1 : 0;
                answered += marks[place] != 0 ? 1 : 0;
            }
            return hits >= derived.AtLeast ? 0
                : answered == items.Length ? 1
                : -1;
        }
    }

    private readonly struct Test(Condition condition, Instrument instrument)
    {
        private readonly int place = instrument.PlaceOf(condition.Item);
        private readonly bool anything = condition.In.IsEmpty;
        private readonly ulong wanted = MaskOf(condition.Item, condition.In, instrument);
        private readonly ulong unwanted = MaskOf(condition.Item, condition.NotIn, instrument);

        public bool Holds(ReadOnlySpan<ulong> marks) =>
            (anything || (marks[place] & wanted) != 0) && (marks[place] & unwanted) == 0;

        private static ulong MaskOf(
            string item,
            ImmutableArray<string> options,
            Instrument instrument
        ) => instrument.Items[instrument.PlaceOf(item)].Mask(options);
    }
}
