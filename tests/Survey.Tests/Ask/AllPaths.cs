using Survey.Ask;

namespace Survey.Tests.Ask;

/// <summary>Every way through an instrument that its routing can tell apart: at each item that routes another, one
/// answer of every kind that some condition treats alike, and none.</summary>
internal static class AllPaths
{
    /// <param name="fixedAnswers">Item to option, or to null for no answer: these are given so on every path.</param>
    public static IEnumerable<Answers> Of(
        Instrument instrument,
        params (string Item, string? Option)[] fixedAnswers
    ) => From(instrument, new Answers(instrument), 0, fixedAnswers.ToDictionary());

    private static IEnumerable<Answers> From(
        Instrument instrument,
        Answers answers,
        int place,
        Dictionary<string, string?> fixedAnswers
    )
    {
        while (place < instrument.Items.Length && !answers.IsAsked(place))
            place++;
        if (place == instrument.Items.Length)
            return [Copy(answers)];
        return Kinds(instrument, place, fixedAnswers)
            .SelectMany(marks =>
            {
                var next = Copy(answers);
                next[place] = marks;
                return From(instrument, next, place + 1, fixedAnswers);
            });
    }

    private static ulong[] Kinds(
        Instrument instrument,
        int place,
        Dictionary<string, string?> fixedAnswers
    )
    {
        var item = instrument.Items[place];
        if (fixedAnswers.TryGetValue(item.Id, out var option))
            return [option is null ? 0 : item.Mask([option])];
        if (instrument.Items.Any(other => other.OptionsFrom == item.Id))
            return [0, 1, 3];
        var conditions = instrument
            .Sections.Select(section => section.AskIf)
            .Concat(instrument.Items.Select(other => other.AskIf))
            .OfType<Condition>()
            .Where(condition => condition.Item == item.Id)
            .ToArray();
        if (conditions.Length == 0 && !item.Options.Any(one => one.Outside))
            return [1];
        return
        [
            0,
            .. item
                .Options.GroupBy(one =>
                    $"{one.Outside} {string.Concat(conditions.Select(condition => (condition.In.Contains(one.Id), condition.NotIn.Contains(one.Id))))}"
                )
                .Select(alike => item.Mask([alike.First().Id])),
        ];
    }

    private static Answers Copy(Answers answers)
    {
        var copy = new Answers(answers.Instrument);
        for (var place = 0; place < answers.Instrument.Items.Length; place++)
            copy[place] = answers[place];
        return copy;
    }
}
