namespace Survey.Ask.Pages;

/// <summary>A version of the questionnaire on paper: only what those it is for may be asked, numbered as it stands
/// there.</summary>
public sealed class PaperSheet
{
    private readonly Instrument _instrument;
    private readonly Condition _given;
    private readonly Dictionary<string, int> _numbers = [];

    public PaperSheet(Instrument instrument, Sheet sheet)
    {
        (_instrument, _given) = (instrument, sheet.Given);
        foreach (var section in instrument.Sections.Where(section => MayHold(section.AskIf)))
        foreach (var item in section.Items.Where(item => MayHold(item.AskIf) && HasSource(item)))
            _numbers.Add(item.Id, _numbers.Count + 1);
    }

    public IEnumerable<Section> Sections =>
        _instrument.Sections.Where(section => section.Items.Any(item => Has(item.Id)));

    public IEnumerable<Item> ItemsOf(Section section) => section.Items.Where(item => Has(item.Id));

    /// <summary>From 1.</summary>
    public int NumberOf(string item) => _numbers[item];

    /// <summary>What may be chosen: of the item that decides who the sheet is for, only what decides so.</summary>
    public IEnumerable<Option> OptionsOf(Item item) =>
        item.Id == _given.Item
            ? item.Options.Where(option => _given.HoldsFor(option.Id))
            : item.Options.Where(option => !option.Outside);

    /// <summary>What is left to say of a condition; null: nothing, it holds for everybody here.</summary>
    public Condition? Left(Condition? condition) =>
        condition is null || condition.Item == _given.Item || !Has(condition.Item)
            ? null
            : condition;

    private bool Has(string item) => _numbers.ContainsKey(item);

    private bool HasSource(Item item) => item.OptionsFrom is null || Has(item.OptionsFrom);

    private bool MayHold(Condition? condition)
    {
        if (condition is null)
            return true;
        if (condition.Item != _given.Item)
            return condition.In.IsEmpty || Has(condition.Item);
        return _instrument
            .Items[_instrument.PlaceOf(_given.Item)]
            .Options.Any(option => _given.HoldsFor(option.Id) && condition.HoldsFor(option.Id));
    }
}
