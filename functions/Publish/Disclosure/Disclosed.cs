using System.Collections.Immutable;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>Everything of a wave that may leave the program. Files and pages are made from this alone.</summary>
/// <param name="Responses">To the nearest 5.</param>
/// <param name="Weights">Null where no estimates were made.</param>
/// <param name="NotCovered">Categories with a known population and no respondent, as (margin, category).</param>
/// <param name="Rows">Every indicator in every group, in the order of the definition.</param>
public sealed record Disclosed(
    long Responses,
    Estimates Estimates,
    Weights? Weights,
    ImmutableArray<(string Margin, string Category)> NotCovered,
    ImmutableArray<Row> Rows
)
{
    /// <summary>For each margin's item, how many respondents' missing or other answers were drawn from the known ones, to
    /// the nearest 5. Empty where no figure was made.</summary>
    public ImmutableArray<(string Item, long Respondents)> Completed { get; init; } = [];

    public Analyses Analyses { get; init; } = Analyses.None;

    /// <summary>Responses that were left out because their rows were damaged.</summary>
    public long Damaged { get; init; }
}

/// <summary>Whether a release has estimates, and why not. In the words of the files.</summary>
public enum Estimates
{
    Made,
    TooFewResponses,

    /// <summary>Nobody gave a known answer to one of the items that responses are weighted by.</summary>
    MarginUnanswered,

    /// <summary>No weights within the bounds meet the population.</summary>
    NoWeights,
}

/// <summary>How the sample was made to stand for the population, and how uneven the weights are.</summary>
/// <param name="Margins">Those met: items, or the grouping that stands in for one.</param>
/// <param name="Smallest">Relative to the mean, rounded outwards, as is the largest.</param>
/// <param name="EffectiveSampleSize">Kish's, to the nearest 5.</param>
/// <param name="PeopleStep">Numbers of people are rounded to this.</param>
public sealed record Weights(
    string Method,
    ImmutableArray<string> Margins,
    decimal Smallest,
    decimal Largest,
    long EffectiveSampleSize,
    long PeopleStep
)
{
    /// <summary>A weight is people over respondents, and the people are known: an exact largest weight would tell how
    /// many respondents a small group has.</summary>
    private static readonly decimal[] Down = [1, 0.5m, 0.3m, 0.2m];
    private static readonly decimal[] Up = [1, 2, 3, 5];

    private const decimal RoundingError = 1e-9m;

    internal static Weights Of(Weighting weighting) =>
        new(
            FileWords.Of(weighting.Method),
            weighting.Margins,
            Down.First(step => step <= (decimal)weighting.SmallestWeight + RoundingError),
            Up.First(step => step >= (decimal)weighting.LargestWeight - RoundingError),
            Numbers.NearestFive(weighting.EffectiveSampleSize),
            NumberOfPeople.Step(weighting.MeanWeight)
        );
}
