using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Finds the kinds of respondent of a family by trying every set of answers to its items that routing allows.
/// Options that nothing here tells apart are tried once.</summary>
internal sealed class Kinds
{
    /// <summary>Sets of answers; a family beyond it is refused rather than guarded in part.</summary>
    private const int Most = 1 << 18;

    private readonly Instrument instrument;
    private readonly ImmutableArray<Indicator> indicators;
    private readonly int[] places;
    private readonly ulong[][] choices;
    private readonly Answers answers;
    private readonly Dictionary<string, ImmutableArray<Says>> found = [];

    public Kinds(Definition definition, ImmutableArray<int> members, IReadOnlySet<string> items)
    {
        instrument = definition.Instrument;
        indicators = [.. members.Select(member => definition.Reporting.Indicators[member])];
        places = [.. items.Select(instrument.PlaceOf).Order()];
        choices = [.. places.Select(Choices)];
        answers = new Answers(instrument);
    }

    /// <exception cref="InvalidOperationException">The family's items have too many answers to try.</exception>
    public ImmutableArray<ImmutableArray<Says>> List()
    {
        if (choices.Aggregate(1.0, (product, some) => product * some.Length) > Most)
            throw new InvalidOperationException(
                $"Indicators on {instrument.Items[places[0]].Id} hang together in too many ways to be guarded."
            );
        Try(0);
        return [.. found.Values.Where(kind => kind.Any(says => says != Says.Nothing))];
    }

    private void Try(int at)
    {
        if (at == places.Length)
        {
            ImmutableArray<Says> kind = [.. indicators.Select(Read)];
            found.TryAdd(string.Join(',', kind), kind);
            return;
        }
        foreach (var choice in IsAsked(places[at]) ? choices[at] : [0UL])
        {
            answers[places[at]] = choice;
            Try(at + 1);
        }
        answers[places[at]] = 0;
    }

    private Says Read(Indicator indicator)
    {
        var derived = instrument.Derived.FirstOrDefault(one => one.Id == indicator.Variable);
        if (derived is null)
        {
            var place = instrument.PlaceOf(indicator.Variable);
            var yes = instrument.Items[place].Mask(indicator.Yes);
            return answers[place] == 0 ? Says.Nothing
                : (answers[place] & yes) != 0 ? Says.Yes
                : Says.No;
        }
        return Code(derived) is not { } code ? Says.Nothing
            : indicator.Yes.Contains(code) ? Says.Yes
            : Says.No;
    }

    private string? Code(Derived derived)
    {
        if (!Variables.ItemsOf(instrument, derived.Id).Select(instrument.PlaceOf).Any(IsAsked))
            return null;
        if (derived is DerivedByCases cases)
            return cases.Cases.FirstOrDefault(one => one.When.All(answers.Holds))?.Is;
        var count = (DerivedByCount)derived;
        var marked = count.Items.Select(instrument.PlaceOf).ToArray();
        var hits = marked.Count(place =>
            (answers[place] & instrument.Items[place].Mask(count.Codes)) != 0
        );
        return hits >= count.AtLeast ? count.Options[0]
            : marked.All(place => answers[place] != 0) ? count.Options[1]
            : null;
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
