using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>Finds the kinds of respondent of a family by trying every set of answers to its items that routing allows.
/// Options that nothing here tells apart are tried once.</summary>
internal sealed class AnswerPatterns
{
    /// <summary>Sets of answers; a family beyond it is refused rather than guarded in part.</summary>
    private const int Most = 1 << 18;

    private readonly Instrument _instrument;
    private readonly ImmutableArray<Indicator> _indicators;
    private readonly int[] _places;
    private readonly ulong[][] _choices;
    private readonly Answers _answers;
    private readonly bool[] _asked;
    private readonly ulong[] _marks;
    private readonly Dictionary<string, (Derivation Rule, ImmutableArray<string> Options)> _rules;
    private readonly Dictionary<string, ImmutableArray<IndicatorAnswer>> _found = [];

    public AnswerPatterns(
        Definition definition,
        ImmutableArray<int> members,
        IReadOnlySet<string> items
    )
    {
        _instrument = definition.Instrument;
        _indicators = [.. members.Select(member => definition.Reporting.Indicators[member])];
        _places = [.. items.Select(_instrument.PlaceOf).Order()];
        _answers = new Answers(_instrument);
        _asked = new bool[_instrument.Items.Length];
        _marks = new ulong[_instrument.Items.Length];
        _rules = DerivedHere()
            .ToDictionary(
                derived => derived.Id,
                derived => (new Derivation(_instrument, derived), derived.Options)
            );
        _choices = [.. _places.Select(Choices)];
    }

    /// <exception cref="InvalidOperationException">The family's items have too many answers to try.</exception>
    public ImmutableArray<ImmutableArray<IndicatorAnswer>> List()
    {
        if (_choices.Aggregate(1.0, (product, some) => product * some.Length) > Most)
            throw new InvalidOperationException(
                $"Indicators on {_instrument.Items[_places[0]].Id} hang together in too many ways to be guarded."
            );
        Try(0);
        return [.. _found.Values.Where(kind => kind.Any(says => says != IndicatorAnswer.Nothing))];
    }

    private void Try(int at)
    {
        if (at == _places.Length)
        {
            ImmutableArray<IndicatorAnswer> kind = [.. _indicators.Select(Read)];
            _found.TryAdd(string.Join(',', kind), kind);
            return;
        }
        var place = _places[at];
        _asked[place] = IsAsked(place);
        var offered = IsOfferedHere(place) ? _answers.Offered(place) : ulong.MaxValue;
        foreach (var choice in _asked[place] ? _choices[at] : [0UL])
        {
            if ((choice & ~offered) != 0)
                continue;
            _answers[place] = _marks[place] = choice;
            Try(at + 1);
        }
        _answers[place] = _marks[place] = 0;
    }

    private IndicatorAnswer Read(Indicator indicator)
    {
        if (!_rules.TryGetValue(indicator.Variable, out var rule))
        {
            var place = _instrument.PlaceOf(indicator.Variable);
            var yes = _instrument.Items[place].Mask(indicator.Yes);
            return _marks[place] == 0 ? IndicatorAnswer.Nothing
                : (_marks[place] & yes) != 0 ? IndicatorAnswer.Yes
                : IndicatorAnswer.No;
        }
        var code = rule.Rule.CodeOf(_asked, _marks);
        return code >= rule.Options.Length ? IndicatorAnswer.Nothing
            : indicator.Yes.Contains(rule.Options[code]) ? IndicatorAnswer.Yes
            : IndicatorAnswer.No;
    }

    /// <summary>By the conditions on the family's own items; what others ask may hold or not.</summary>
    private bool IsAsked(int place) =>
        Holds(_instrument.SectionOf(place).AskIf)
        && Holds(_instrument.Items[place].AskIf)
        && (
            !IsOfferedHere(place)
            || System.Numerics.BitOperations.PopCount(_answers.Offered(place)) > 1
        );

    /// <summary>Whether an item of the family decides which options are offered.</summary>
    private bool IsOfferedHere(int place) =>
        _instrument.Items[place].OptionsFrom is { } source
        && _places.Contains(_instrument.PlaceOf(source));

    private bool Holds(Condition? condition) =>
        condition is null
        || !_places.Contains(_instrument.PlaceOf(condition.Item))
        || _answers.Holds(condition);

    /// <summary>No answer, and every answer to an item that something here tells from the others.</summary>
    private ulong[] Choices(int place)
    {
        var item = _instrument.Items[place];
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
        _indicators
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
            )
            .Concat(
                _places
                    .Where(IsOfferedHere)
                    .Select(place => _instrument.Items[place])
                    .Where(one => one.Id == item || one.OptionsFrom == item)
                    .SelectMany(one => one.Options)
                    .Select(option => ImmutableArray.Create(option.Id))
            );

    private IEnumerable<Condition> Conditions() =>
        DerivedHere()
            .OfType<DerivedByCases>()
            .SelectMany(one => one.Cases)
            .SelectMany(one => one.When)
            .Concat(
                _places
                    .SelectMany(place =>
                        (Condition?[])
                            [_instrument.SectionOf(place).AskIf, _instrument.Items[place].AskIf]
                    )
                    .OfType<Condition>()
            );

    private IEnumerable<Derived> DerivedHere() =>
        _instrument.Derived.Where(one =>
            _indicators.Any(indicator => indicator.Variable == one.Id)
        );

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
