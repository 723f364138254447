using Survey.Ask;

namespace Survey.Estimate;

/// <summary>What the counters of a tally stand for.</summary>
/// <param name="Margins">The items whose options make the cells.</param>
internal sealed record TallyName(string Instrument, string Sha256, string Margins)
{
    public static TallyName Of(Definition definition) =>
        new(
            definition.Instrument.Name,
            definition.Instrument.Sha256,
            string.Join(' ', definition.Population.Margins.Select(margin => margin.Item))
        );

    /// <exception cref="EstimateException">The tally's counters stand for something else than this survey's.</exception>
    public static void Require(Definition definition, Tally tally)
    {
        var (expected, found) = (Of(definition), Of(tally.Definition));
        if (found != expected)
            throw new EstimateException($"This tally is of {found}, not of {expected}.");
    }

    public override string ToString() => $"{Instrument} (SHA-256 {Sha256}, cells by {Margins})";
}
