using System.Collections.Immutable;

namespace Survey.Estimate;

/// <summary>A wave's counts, in which every respondent is in a known category of each margin.</summary>
/// <param name="Completed">In the order of the population's margins.</param>
public sealed record Counted(Tally Tally, ImmutableArray<Completed> Completed)
{
    /// <summary>Somebody gave a known answer to each item that others left out, so that they can be completed.</summary>
    public bool HasDonors => !Completed.Any(one => one is { Respondents: > 0, Donors: 0 });
}

/// <summary>An item of a margin whose missing and other answers were drawn from the known ones.</summary>
/// <param name="Respondents">How many were completed.</param>
/// <param name="Donors">How many gave a known answer.</param>
public sealed record Completed(string Item, long Respondents, long Donors);
