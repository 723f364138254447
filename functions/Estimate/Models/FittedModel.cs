using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>A model that the survey's data declare, fitted.</summary>
/// <param name="Base">Respondents with an answer to the outcome and to every predictor, unweighted.</param>
/// <param name="Reason">Why no level has an effect; null: all but the references have one.</param>
/// <param name="Degrees">Of freedom of tests and intervals; 0 where there is a reason.</param>
public sealed record FittedModel(
    string Id,
    long Base,
    NotEstimable? Reason,
    long Degrees,
    ImmutableArray<ModelLevel> Levels
);

/// <summary>A level of a predictor.</summary>
/// <param name="With">Respondents in the model who have it and the outcome, unweighted.</param>
/// <param name="Without">Who have it and not the outcome.</param>
/// <param name="Effect">Against the predictor's reference, which is its first level that somebody has; null for the
/// reference, for a level that nobody has, and where the model has no figures.</param>
public sealed record ModelLevel(
    Side Predictor,
    string Level,
    bool IsReference,
    long With,
    long Without,
    LevelEffect? Effect
);

/// <summary>What a level does, the other predictors being equal.</summary>
/// <param name="OddsRatio">With its 95 % interval and the p-value of its being 1.</param>
/// <param name="Points">The average marginal effect: a difference of probabilities, -1 to 1.</param>
public sealed record LevelEffect(
    double OddsRatio,
    double OddsLow,
    double OddsHigh,
    double P,
    double Points,
    double PointsError,
    double PointsLow,
    double PointsHigh
);
