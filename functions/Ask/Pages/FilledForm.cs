namespace Survey.Ask.Pages;

/// <summary>A form that comes back to the reader: the answers it held, known options only, and what is wrong.</summary>
/// <param name="Id">The response's: sent again, it is kept once.</param>
/// <param name="Faults">By item's place.</param>
/// <param name="IsMoved">It comes from another language, at the reader's wish: nothing went wrong.</param>
public sealed record FilledForm(
    Guid Id,
    Answers Answers,
    IReadOnlyDictionary<int, AnswerFault> Faults,
    bool IsMoved = false
)
{
    public static FilledForm Of(Guid id, ReadAnswers read) =>
        new(
            id,
            read.Readable,
            new SortedDictionary<int, AnswerFault>(
                read.Faults.ToDictionary(
                    fault => read.Readable.Instrument.PlaceOf(fault.Key),
                    fault => fault.Value[0]
                )
            )
        );

    /// <summary>As it was, in another language; faults are told when it is sent.</summary>
    public static FilledForm Moved(Guid id, ReadAnswers read) =>
        new(id, read.Readable, new SortedDictionary<int, AnswerFault>(), IsMoved: true);

    /// <summary>What is wrong with an item's answer, in the reader's words; null: nothing.</summary>
    public string? FaultOf(int place, View view)
    {
        if (!Faults.TryGetValue(place, out var fault))
            return null;
        var alone = view.Instrument.Items[place].Options.FirstOrDefault(option => option.Exclusive);
        return fault == AnswerFault.NotAlone && alone is not null
            ? view.Fill("problem-exclusive", view.Say(alone.Text))
            : view["problem-other"];
    }
}
