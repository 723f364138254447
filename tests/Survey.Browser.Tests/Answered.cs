using Survey.Ask;

namespace Survey.Browser.Tests;

/// <summary>Answers that pass through all of a survey that its routing leads to.</summary>
internal static class Answered
{
    /// <param name="given">Item and option, chosen whatever else would be.</param>
    public static Answers Of(Instrument instrument, params (string Item, string Option)[] given)
    {
        var chosen = given.ToDictionary();
        var answers = new Answers(instrument);
        for (var place = 0; place < instrument.Items.Length; place++)
            if (answers.IsAsked(place))
                answers[place] = Choose(instrument.Items[place], answers.Offered(place), chosen);
        return answers;
    }

    /// <summary>Items asked and the options chosen, in the order of asking.</summary>
    public static IEnumerable<(string Item, string[] Options)> Items(this Answers answers) =>
        answers
            .Instrument.Items.Select(
                (item, place) =>
                    (
                        item.Id,
                        item.Options.Where((_, bit) => (answers[place] >> bit & 1) != 0)
                            .Select(option => option.Id)
                            .ToArray()
                    )
            )
            .Where(answer => answer.Item2.Length > 0);

    /// <summary>As <see cref="Site.StoredAsync"/> tells them.</summary>
    public static string InWords(this Answers answers) =>
        string.Join(
            ' ',
            answers.Items().Select(answer => $"{answer.Item}={string.Join(',', answer.Options)}")
        );

    /// <summary>One in the middle, as the ends of a scale often end the survey; two of a multi-choice.</summary>
    private static ulong Choose(Item item, ulong offered, Dictionary<string, string> chosen)
    {
        if (chosen.TryGetValue(item.Id, out var option))
            return item.Mask([option]);
        var options = item
            .Options.Where(
                (one, bit) => !one.Outside && !one.Exclusive && (offered >> bit & 1) != 0
            )
            .Select(one => one.Id)
            .ToArray();
        return item.Kind == ItemKind.Multi
            ? item.Mask(options.Take(2))
            : item.Mask([options[options.Length / 2]]);
    }
}
