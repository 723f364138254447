using System.Collections.Immutable;

namespace Survey.Estimate;

/// <summary>A wave's counts, in which every respondent is in a known category of each margin.</summary>
/// <param name="Completed">In the order of the population's margins.</param>
public sealed record Counted(Tally Tally, ImmutableArray<Completed> Completed)
{
    /// <exception cref="EstimateException">Nobody gave a known answer to an item, so nobody can be completed.</exception>
    public void RequireDonors()
    {
        var items = Completed.Where(one => one is { Respondents: > 0, Donors: 0 }).ToArray();
        if (items.Length > 0)
            throw new EstimateException(
                $"Nobody gave an answer of known population to {string.Join(", ", items.Select(one => one.Item))}: there is nothing to complete the others from."
            );
    }
}

/// <summary>An item of a margin whose missing and other answers were drawn from the known ones.</summary>
/// <param name="Respondents">How many were completed.</param>
/// <param name="Donors">How many gave a known answer.</param>
public sealed record Completed(string Item, long Respondents, long Donors);
