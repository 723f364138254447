using System.Globalization;
using Survey.Collect;

namespace Survey.Publish;

/// <summary>Decides whether a draft waits for an admin because of the rows that it was made from.</summary>
internal static class DraftFaults
{
    /// <summary>A part of a wave that may be missing at random without changing its figures visibly.</summary>
    private const double MostDamaged = 0.01;

    /// <param name="responses">Those that were counted.</param>
    /// <param name="damage">Of the store; null: none was found.</param>
    /// <returns>For an admin; null: nothing is held.</returns>
    public static string? WhyHeld(long responses, RowFaults faults, string? damage)
    {
        var all = responses + faults.Damaged;
        var reasons = new List<string>();
        if (faults.Damaged > MostDamaged * all)
            reasons.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{faults.Damaged} of {all} responses are damaged and were left out."
                )
            );
        if (faults.Unchecked > 0)
            reasons.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{faults.Unchecked} of {responses} responses have no checksum: they came before there was one, or somebody took it away."
                )
            );
        if (damage is not null)
            reasons.Add($"The data file is damaged ({damage}); the next start mends it.");
        return reasons.Count == 0 ? null : string.Join(' ', reasons);
    }
}
