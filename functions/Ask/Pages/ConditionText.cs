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

    /// <summary>"Answer only if you chose ... in question 4." For each of a condition's sides, as it is left on a sheet of
    /// paper.</summary>
    /// <param name="prefix">Of the words: <c>part-</c> for a section's condition, else empty.</param>
    public static IEnumerable<string> Say(
        View view,
        PaperSheet sheet,
        Condition? condition,
        string prefix = ""
    )
    {
        if (sheet.Left(condition) is not { } left)
            yield break;
        if (!left.In.IsEmpty)
            yield return Sentence(view, sheet, $"{prefix}only-if", left.Item, left.In);
        if (!left.NotIn.IsEmpty)
            yield return Sentence(view, sheet, $"{prefix}not-if", left.Item, left.NotIn);
    }

    private static string Sentence(
        View view,
        PaperSheet sheet,
        string word,
        string item,
        ImmutableArray<string> options
    )
    {
        var texts = view
            .Instrument.Items[view.Instrument.PlaceOf(item)]
            .Options.Where(option => options.Contains(option.Id))
            .Select(option => view.Fill("quoted", view.Say(option.Text)))
            .ToArray();
        var list =
            texts.Length == 1
                ? texts[0]
                : $"{string.Join(", ", texts[..^1])}{view["or"]}{texts[^1]}";
        return view.Fill(word, sheet.NumberOf(item), list);
    }
}
