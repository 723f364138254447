using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>A derived variable's rule with every name looked up, to be worked out for many responses.</summary>
public sealed class Derivation
{
    private readonly int options;

    /// <summary>ItemIndex of the items it is made from.</summary>
    private readonly ImmutableArray<int> sources;

    private readonly ImmutableArray<(int Code, ImmutableArray<CompiledCondition> When)> cases = [];
    private readonly ImmutableArray<CompiledCondition> counted = [];
    private readonly int atLeast;

    /// <exception cref="ArgumentException">The rule names something the instrument lacks.</exception>
    public Derivation(Instrument instrument, Derived derived)
    {
        var places = instrument.ItemIndex;
        options = derived.Options.Length;
        switch (derived)
        {
            case DerivedByCases rule:
                cases =
                [
                    .. rule.Cases.Select(found =>
                        (
                            derived.Options.IndexOf(found.Is),
                            found.When.Select(when => places.Compile(when)).ToImmutableArray()
                        )
                    ),
                ];
                sources =
                [
                    .. cases.SelectMany(found => found.When).Select(when => when.Place).Distinct(),
                ];
                break;
            case DerivedByCount rule:
                counted = [.. rule.Items.Select(item => places.AnyOf(item, rule.Codes))];
                sources = [.. counted.Select(item => item.Place)];
                atLeast = rule.AtLeast;
                break;
            default:
                throw new ArgumentException($"'{derived.Id}' has a rule of an unknown kind.");
        }
    }

    /// <summary>The place of one of the k options; k: not asked; k + 1: no answer.</summary>
    /// <param name="asked">Whether each item was asked, by place.</param>
    /// <param name="marks">Each item's bits, by place; 0 where it was not asked.</param>
    public int CodeOf(ReadOnlySpan<bool> asked, ReadOnlySpan<ulong> marks) =>
        !AnyAsked(asked) ? options
        : counted.IsEmpty ? ByCases(marks)
        : ByCount(marks);

    private bool AnyAsked(ReadOnlySpan<bool> asked)
    {
        foreach (var place in sources)
            if (asked[place])
                return true;
        return false;
    }

    private int ByCases(ReadOnlySpan<ulong> marks)
    {
        foreach (var (code, when) in cases)
            if (AllHold(when, marks))
                return code;
        return options + 1;
    }

    private int ByCount(ReadOnlySpan<ulong> marks)
    {
        var (hits, answered) = (0, 0);
        foreach (var item in counted)
        {
            hits += item.Holds(marks) ? 1 : 0;
            answered += marks[item.Place] != 0 ? 1 : 0;
        }
        return hits >= atLeast ? 0
            : answered == counted.Length ? 1
            : options + 1;
    }

    private static bool AllHold(ImmutableArray<CompiledCondition> when, ReadOnlySpan<ulong> marks)
    {
        foreach (var route in when)
            if (!route.Holds(marks))
                return false;
        return true;
    }
}
