namespace Survey.Estimate;

/// <summary>Whether one and the same complete response came again and again.</summary>
/// <param name="Complete">Complete responses.</param>
/// <param name="Share">Of these, the part that one response would have to be for as many identical pairs as there are
/// beyond ten times those of chance; 0 where it would be fewer than 10 responses.</param>
public sealed record Repeats(long Complete, double Share)
{
    /// <summary>From here on it is worth a word: answers that hang together make more pairs than chance, but not so
    /// many.</summary>
    public const double Notable = 0.01;

    private const int TimesChance = 10;
    private const int Fewest = 10;

    internal static Repeats Of(RepeatCounts counts)
    {
        var beyond = Math.Max(0, counts.Pairs - TimesChance * counts.PairsByChance);
        // So many of one kind make so many pairs: k (k - 1) / 2.
        var of = 0.5 + Math.Sqrt(0.25 + 2 * beyond);
        return new(counts.Complete, of < Fewest ? 0 : Math.Min(1, of / counts.Complete));
    }
}
