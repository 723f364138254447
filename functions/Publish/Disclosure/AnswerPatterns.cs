using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Finds the kinds of respondent of a family by trying every set of answers to its items that routing allows.
/// Options that nothing here tells apart are tried once.</summary>
internal sealed class AnswerPatterns
{
    /// <summary>Sets of answers; a family beyond it is refused rather than guarded in part.</summary>
    private const int Most = 1 << 18;

    private readonly Instrument instrument;
    private readonly ImmutableArray<Indicator> indicators;
    private readonly int[] places;
    private readonly ulong[][] choices;
    private readonly Answers answers;
    private readonly bool[] asked;
    private readonly ulong[] marks;
    private readonly Dictionary<string, (Derivation Rule, ImmutableArray<string> Options)> rules;
    private readonly Dictionary<string, ImmutableArray<IndicatorAnswer>> found = [];

    public AnswerPatterns(
        Definition definition,
        ImmutableArray<int> members,
        IReadOnlySet<string> items
    )
    {
        instrument = definition.Instrument;
        indicators = [.. members.Select(member => definition.Reporting.Indicators[member])];
        places = [.. items.Select(instrument.PlaceOf).Order()];
        answers = new Answers(instrument);
        asked = new bool[instrument.Items.Length];
        marks = new ulong[instrument.Items.Length];
        rules = DerivedHere()
            .ToDictionary(
                derived => derived.Id,
                derived => (new Derivation(instrument, derived), derived.Options)
            );
        choices = [.. places.Select(Choices)];
    }

    /// <exception cref="InvalidOperationException">The family's items have too many answers to try.</exception>
    public ImmutableArray<ImmutableArray<IndicatorAnswer>> List()
    {
        if (choices.Aggregate(1.0, (product, some) => product * some.Length) > Most)
            throw new InvalidOperationException(
                $"Indicators on {instrument.Items[places[0]].Id} hang together in too many ways to be guarded."
            );
        Try(0);
        return [.. found.Values.Where(kind => kind.Any(says => says != IndicatorAnswer.Nothing))];
    }

    private void Try(int at)
    {
        if (at == places.Length)
        {
            ImmutableArray<IndicatorAnswer> kind = [.. indicators.Select(Read)];
            found.TryAdd(string.Join(',', kind), kind);
            return;
        }
        var place = places[at];
        asked[place] = IsAsked(place);
        foreach (var choice in asked[place] ? choices[at] : [0UL])
        {
            answers[place] = marks[place] = choice;
            Try(at + 1);
        }
        answers[place] = marks[place] = 0;
    }

    private IndicatorAnswer Read(Indicator indicator)
    {
        if (!rules.TryGetValue(indicator.Variable, out var rule))
        {
            var place = instrument.PlaceOf(indicator.Variable);
            var yes = instrument.Items[place].Mask(indicator.Yes);
            return marks[place] == 0 ? IndicatorAnswer.Nothing
                : (marks[place] & yes) != 0 ? IndicatorAnswer.Yes
                : IndicatorAnswer.No;
        }
        var code = rule.Rule.CodeOf(asked, marks);
        return code >= rule.Options.Length ? IndicatorAnswer.Nothing
            : indicator.Yes.Contains(rule.Options[code]) ? IndicatorAnswer.Yes
            : IndicatorAnswer.No;
    }

    /// <summary>By the conditions on the family's own items; what others ask may hold or not.</summary>
    private bool IsAsked(int place) =>
        Holds(instrument.SectionOf(place).AskIf) && Holds(instrument.Items[place].AskIf);

    private bool Holds(Condition? condition) =>
        condition is null
        || !places.Contains(instrument.PlaceOf(condition.Item))
        || answers.Holds(condition);

    /// <summary>No answer, and every answer to an item that something here tells from the others.</summary>
    private ulong[] Choices(int place)
    {
        var item = instrument.Items[place];
        var sets = OptionSets(item.Id)
            .Select(set => item.Mask(set))
            .Where(mask => mask != 0)
            .ToArray();
        var options = Enumerable
            .Range(0, item.Options.Length)
            .Select(bit => 1UL << bit)
            .DistinctBy(bit => string.Join(',', sets.Select(mask => (mask & bit) != 0)))
            .ToArray();
        if (item.Kind == ItemKind.Single)
            return [0, .. options];
        var named = sets.Aggregate(0UL, (all, mask) => all | mask);
        options = [.. Bits(named), .. Bits(All(item) & ~named).Take(1)];
        var exclusive = item.Mask(item.Options.Where(o => o.Exclusive).Select(o => o.Id));
        return
        [
            .. Subsets(options)
                .Where(marks =>
                    (marks & exclusive) == 0 || System.Numerics.BitOperations.IsPow2(marks)
                ),
        ];
    }

    private IEnumerable<ImmutableArray<string>> OptionSets(string item) =>
        indicators
            .Where(indicator => indicator.Variable == item)
            .Select(indicator => indicator.Yes)
            .Concat(
                Conditions()
                    .Where(one => one.Item == item)
                    .SelectMany(one => (ImmutableArray<string>[])[one.In, one.NotIn])
            )
            .Concat(
                DerivedHere()
                    .OfType<DerivedByCount>()
                    .Where(one => one.Items.Contains(item))
                    .Select(one => one.Codes)
            );

    private IEnumerable<Condition> Conditions() =>
        DerivedHere()
            .OfType<DerivedByCases>()
            .SelectMany(one => one.Cases)
            .SelectMany(one => one.When)
            .Concat(
                places
                    .SelectMany(place =>
                        (Condition?[])
                            [instrument.SectionOf(place).AskIf, instrument.Items[place].AskIf]
                    )
                    .OfType<Condition>()
            );

    private IEnumerable<Derived> DerivedHere() =>
        instrument.Derived.Where(one => indicators.Any(indicator => indicator.Variable == one.Id));

    private static ulong All(Item item) =>
        item.Options.Length == 64 ? ulong.MaxValue : (1UL << item.Options.Length) - 1;

    private static IEnumerable<ulong> Bits(ulong mask) =>
        Enumerable.Range(0, 64).Select(bit => 1UL << bit).Where(bit => (mask & bit) != 0);

    private static IEnumerable<ulong> Subsets(ulong[] bits) =>
        bits.Aggregate<ulong, IEnumerable<ulong>>(
            [0],
            (some, bit) => [.. some, .. some.Select(marks => marks | bit)]
        );
}
