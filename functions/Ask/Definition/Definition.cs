using System.Collections.Immutable;

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
    public PageTexts Pages { get; init; } = new();

    public WaveCalendar Calendar { get; init; } = WaveCalendar.Quarters;

    /// <summary>Of what a release's files say in one language only: titles, notes, denominators.</summary>
    public string FilesLanguage { get; init; } = "";

    /// <summary>What others may do with a release; null: nobody has said.</summary>
    public Licence? Licence { get; init; }

    /// <summary>What pages, files and messages say beside this survey's own texts.</summary>
    public Words Words { get; init; } = Words.Base;

    /// <summary>Null: the survey has no list of places.</summary>
    public Places? Places { get; init; }

    /// <summary>Null: the survey has nothing to print for schools but its sheets.</summary>
    public Kit? Kit { get; init; }

    /// <summary>What was asked before, a definition for each version. Waves that asked it are answered, counted and shown
    /// by it, never by another.</summary>
    public ImmutableArray<Definition> Earlier { get; init; } = [];

    /// <summary>SHA-256 of the files it was read from, by name, in lower-case hex.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <param name="instrument">As a wave or a response names it, e.g. <c>youth-online/1</c>.</param>
    /// <returns>This one or an earlier; null: there is none of that name.</returns>
    public Definition? Asked(string instrument) =>
        instrument == Instrument.Name
            ? this
            : Earlier.FirstOrDefault(one => one.Instrument.Name == instrument);

    /// <summary>How results name the group of an item's option, or a group of a margin's coarser grouping; null: there is
    /// none.</summary>
    public Texts? TextOf(string of, string id) =>
        Instrument.PlaceOf(of) is >= 0 and var place
            ? Instrument.Items[place].Options.FirstOrDefault(option => option.Id == id)
                is { } option
                ? Population.LabelOf(of, option)
                : null
            : Population
                .Margins.FirstOrDefault(margin => margin.Coarser?.Id == of)
                ?.Coarser!.Groups.FirstOrDefault(group => group.Id == id)
                ?.Text;
}

/// <param name="Name">By the Open Definition, e.g. <c>CC-BY-4.0</c>.</param>
/// <param name="Path">Of its words.</param>
public sealed record Licence(string Name, string Title, string Path);
