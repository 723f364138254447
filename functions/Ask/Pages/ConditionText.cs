using System.Collections.Immutable;

namespace Survey.Ask.Pages;

/// <summary>Conditions as the page's script reads them and as people read them.</summary>
public static class ConditionText
{
    /// <summary><c>item=a,b</c> and <c>item!=a,b</c>, joined by <c>;</c>: all must hold. Null when there is none.</summary>
    public static string? Code(params IEnumerable<Condition?> conditions)
    {
        var terms = conditions.OfType<Condition>().SelectMany(Terms).ToArray();
        return terms.Length == 0 ? null : string.Join(';', terms);
    }

    private static IEnumerable<string> Terms(Condition condition)
    {
        if (!condition.In.IsEmpty)
            yield return $"{condition.Item}={string.Join(',', condition.In)}";
        if (!condition.NotIn.IsEmpty)
            yield return $"{condition.Item}!={string.Join(',', condition.NotIn)}";
    }

    /// <summary>"Answer only if you chose ... in question 4." For each of a condition's sides.</summary>
    /// <param name="prefix">Of the words: <c>part-</c> for a section's condition, else empty.</param>
    public static IEnumerable<string> Say(View view, Condition? condition, string prefix = "")
    {
        if (condition is null)
            yield break;
        if (!condition.In.IsEmpty)
            yield return Sentence(view, $"{prefix}only-if", condition.Item, condition.In);
        if (!condition.NotIn.IsEmpty)
            yield return Sentence(view, $"{prefix}not-if", condition.Item, condition.NotIn);
    }

    private static string Sentence(
        View view,
        string word,
        string item,
        ImmutableArray<string> options
    )
    {
        var place = view.Instrument.PlaceOf(item);
        var texts = view
            .Instrument.Items[place]
            .Options.Where(option => options.Contains(option.Id))
            .Select(option => view.Fill("quoted", view.Say(option.Text)))
            .ToArray();
        var list =
            texts.Length == 1
                ? texts[0]
                : $"{string.Join(", ", texts[..^1])}{view["or"]}{texts[^1]}";
        return view.Fill(word, place + 1, list);
    }
}
