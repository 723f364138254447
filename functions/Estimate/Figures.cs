using System.Collections.Immutable;

namespace Survey.Estimate;

/// <summary>Every weighted figure of one wave, before any disclosure rule: never leaves the program as it is.</summary>
/// <param name="Responses">Responses counted.</param>
public sealed record Figures(
    long Responses,
    Weighting Weighting,
    ImmutableArray<Proportion> Proportions
)
{
    /// <summary>Of every indicator over every breakdown that has groups.</summary>
    public ImmutableArray<Compared> Comparisons { get; init; } = [];

    /// <summary>In the order of the definition.</summary>
    public ImmutableArray<TestedTable> Associations { get; init; } = [];

    /// <summary>In the order of the definition.</summary>
    public ImmutableArray<FittedModel> Models { get; init; } = [];

    public ImmutableArray<QualityShare> Quality { get; init; } = [];

    /// <summary>Null: not looked at.</summary>
    public Repeats? Repeats { get; init; }

    /// <summary>Of each item but those of margins, in the order of asking.</summary>
    public ImmutableArray<ItemBlank> Blank { get; init; } = [];
}

/// <summary>How the sample was made to stand for the population.</summary>
/// <param name="MeanWeight">People whom a respondent stands for, on average.</param>
/// <param name="SmallestWeight">Relative to the mean weight.</param>
/// <param name="LargestWeight">Relative to the mean weight.</param>
/// <param name="EffectiveSampleSize">Kish: (sum w)^2 / sum w^2.</param>
/// <param name="NotCovered">Categories with a known population and no respondent, as (margin, category).</param>
/// <param name="Margins">Those met: items, or the grouping that stands in for one. An item that is not there gave
/// way.</param>
public sealed record Weighting(
    double MeanWeight,
    double SmallestWeight,
    double LargestWeight,
    double EffectiveSampleSize,
    ImmutableArray<(string Margin, string Category)> NotCovered,
    WeightingMethod Method,
    ImmutableArray<string> Margins
);

public enum WeightingMethod
{
    Raking,

    /// <summary>Raking's weights left the bounds, so that they were bounded.</summary>
    Bounded,
}

/// <summary>One indicator in one group.</summary>
/// <param name="Group">As in the files: <c>all</c>, <c>girl</c>, <c>girl:10-12</c>.</param>
/// <param name="Base">Respondents who were asked and answered, unweighted.</param>
/// <param name="Yes">Of these, how many said yes, unweighted.</param>
/// <param name="EffectiveSize">Kish's, of the base; NaN when the base is 0, as are the next five.</param>
/// <param name="LargestShare">One respondent's part of the base's sum of weights, at most.</param>
/// <param name="Estimate">Weighted proportion, 0 to 1.</param>
/// <param name="StandardError">NaN where the interval is exact, too.</param>
/// <param name="Asked">Sum of weights of those who were asked, answered or not: people.</param>
/// <param name="IsExact">The estimate is 0 or 1 and the interval is Korn and Graubard's.</param>
public sealed record Proportion(
    string Indicator,
    string GroupBy,
    string Group,
    long Base,
    long Yes,
    double EffectiveSize,
    double LargestShare,
    double Estimate,
    double StandardError,
    double Low,
    double High,
    double Asked,
    bool IsExact
);
