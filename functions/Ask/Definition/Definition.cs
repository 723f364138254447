namespace Survey.Ask;

/// <summary>One folder of <c>surveys/</c>, read and checked: what is asked, what is reported, of whom, and who helps.</summary>
/// <param name="Id">The folder's name, e.g. <c>youth-online-pt</c>: the partition of its waves.</param>
public sealed record Definition(
    string Id,
    Instrument Instrument,
    Reporting Reporting,
    Population Population,
    Help Help
)
{
    /// <summary>Empty in a definition that is never shown.</summary>
    public PageTexts Pages { get; init; } = PageTexts.None;
}
