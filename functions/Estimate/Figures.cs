using System.Collections.Immutable;

namespace Survey.Estimate;

/// <summary>Every weighted figure of one wave, before any disclosure rule: never leaves the program as it is.</summary>
/// <param name="Responses">Responses counted.</param>
public sealed record Figures(
    long Responses,
    Weighting Weighting,
    ImmutableArray<Proportion> Proportions
);

/// <summary>How the sample was made to stand for the population.</summary>
/// <param name="SmallestWeight">Relative to the mean weight.</param>
/// <param name="LargestWeight">Relative to the mean weight.</param>
/// <param name="EffectiveSampleSize">Kish: (sum w)^2 / sum w^2.</param>
/// <param name="NotCovered">Categories with a known population and no respondent, as (item, category).</param>
public sealed record Weighting(
    double SmallestWeight,
    double LargestWeight,
    double EffectiveSampleSize,
    ImmutableArray<(string Item, string Category)> NotCovered
);

/// <summary>One indicator in one group.</summary>
/// <param name="Group">As in the files: <c>all</c>, <c>girl</c>, <c>girl:10-12</c>.</param>
/// <param name="Base">Respondents who were asked and answered, unweighted.</param>
/// <param name="Yes">Of these, how many said yes, unweighted.</param>
/// <param name="Estimate">Weighted proportion, 0 to 1; NaN when the base is 0, as are the next three.</param>
/// <param name="Asked">Sum of weights of those who were asked, answered or not: people.</param>
/// <param name="IsExact">The estimate is 0 or 1 and the interval is Clopper-Pearson's.</param>
public sealed record Proportion(
    string Indicator,
    string GroupBy,
    string Group,
    long Base,
    long Yes,
    double Estimate,
    double StandardError,
    double Low,
    double High,
    double Asked,
    bool IsExact
);
