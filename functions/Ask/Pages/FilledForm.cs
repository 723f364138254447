namespace Survey.Ask.Pages;

/// <summary>A form on its way through the steps: the answers it held, known options only, and what is wrong.</summary>
/// <param name="Id">The response's: sent again, it is kept once.</param>
/// <param name="Faults">By item's place.</param>
public sealed record FilledForm(
    Guid Id,
    Answers Answers,
    IReadOnlyDictionary<int, AnswerFault> Faults
)
{
    /// <summary>Ids of the items that were looked over before one of them was changed, between spaces; null: none is
    /// changed.</summary>
    public string? Known { get; init; }

    public static FilledForm Of(Guid id, ReadAnswers read)
    {
        var places = read
            .Faults.Select(fault =>
                (Place: read.Readable.Instrument.PlaceOf(fault.Key), Fault: fault.Value[0])
            )
            .Where(fault => fault.Place >= 0 && fault.Fault != AnswerFault.Outside);
        return new(
            id,
            read.Readable,
            places.ToDictionary(fault => fault.Place, fault => fault.Fault)
        );
    }

    /// <summary>As it is, nothing said to be wrong.</summary>
    public FilledForm Unmarked() => this with { Faults = new Dictionary<int, AnswerFault>() };

    public bool IsMarked(int place, int bit) => (Answers[place] >> bit & 1) != 0;

    /// <summary>The options marked at a place.</summary>
    public IEnumerable<Option> Marked(int place) =>
        Answers.Instrument.Items[place].Options.Where((_, bit) => IsMarked(place, bit));

    /// <summary>Whether an answer of the step asks for the help lines.</summary>
    public bool OpensHelp =>
        Answers
            .Instrument.Items.Where(
                (item, place) => Marked(place).Any(option => item.OpensHelp.Contains(option.Id))
            )
            .Any();

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
