using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>A derived variable's rule with every name looked up, to be worked out for many responses.</summary>
public sealed class Derivation
{
    private readonly int _options;

    /// <summary>ItemIndex of the items it is made from.</summary>
    private readonly ImmutableArray<int> _sources;

    private readonly ImmutableArray<(int Code, ImmutableArray<CompiledCondition> When)> _cases = [];
    private readonly ImmutableArray<CompiledCondition> _counted = [];
    private readonly int _atLeast;

    /// <exception cref="ArgumentException">The rule names something the instrument lacks.</exception>
    public Derivation(Instrument instrument, Derived derived)
    {
        var places = instrument.ItemIndex;
        _options = derived.Options.Length;
        switch (derived)
        {
            case DerivedByCases rule:
                _cases =
                [
                    .. rule.Cases.Select(found =>
                        (
                            derived.Options.IndexOf(found.Is),
                            found.When.Select(when => places.Compile(when)).ToImmutableArray()
                        )
                    ),
                ];
                _sources =
                [
                    .. _cases.SelectMany(found => found.When).Select(when => when.Place).Distinct(),
                ];
                break;
            case DerivedByCount rule:
                _counted = [.. rule.Items.Select(item => places.AnyOf(item, rule.Codes))];
                _sources = [.. _counted.Select(item => item.Place)];
                _atLeast = rule.AtLeast;
                break;
            default:
                throw new ArgumentException($"'{derived.Id}' has a rule of an unknown kind.");
        }
    }

    /// <summary>The place of one of the k options; k: not asked; k + 1: no answer.</summary>
    /// <param name="asked">Whether each item was asked, by place.</param>
    /// <param name="marks">Each item's bits, by place; 0 where it was not asked.</param>
    public int CodeOf(ReadOnlySpan<bool> asked, ReadOnlySpan<ulong> marks) =>
        !AnyAsked(asked) ? _options
        : _counted.IsEmpty ? ByCases(marks)
        : ByCount(marks);

    private bool AnyAsked(ReadOnlySpan<bool> asked)
    {
        foreach (var place in _sources)
            if (asked[place])
                return true;
        return false;
    }

    private int ByCases(ReadOnlySpan<ulong> marks)
    {
        foreach (var (code, when) in _cases)
            if (AllHold(when, marks))
                return code;
        return _options + 1;
    }

    private int ByCount(ReadOnlySpan<ulong> marks)
    {
        var (hits, answered) = (0, 0);
        foreach (var item in _counted)
        {
            hits += item.Holds(marks) ? 1 : 0;
            answered += marks[item.Place] != 0 ? 1 : 0;
        }
        return hits >= _atLeast ? 0
            : answered == _counted.Length ? 1
            : _options + 1;
    }

    private static bool AllHold(ImmutableArray<CompiledCondition> when, ReadOnlySpan<ulong> marks)
    {
        foreach (var route in when)
            if (!route.Holds(marks))
                return false;
        return true;
    }
}
