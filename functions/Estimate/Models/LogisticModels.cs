using Survey.Ask;

namespace Survey.Estimate;

/// <summary>The models of a release: weighted logistic regressions.</summary>
internal static class LogisticModels
{
    /// <param name="counts">Of the model's predictors and outcome.</param>
    public static FittedModel Of(Model model, PatternCounts counts, Sample sample)
    {
        var patterns = new Patterns(sample, [.. counts.Counted]);
        var (estimates, reason) = Estimate(patterns, sample);
        return new FittedModel(
            model.Id,
            patterns.Counted.Sum(one => one.Count),
            reason,
            estimates?.Degrees ?? 0,
            [
                .. model
                    .Predictors.Zip(counts.Levels)
                    .SelectMany(
                        (side, predictor) =>
                            side.Second.Select(
                                (name, level) =>
                                    LevelOf(
                                        (predictor, level),
                                        side.First,
                                        name,
                                        patterns,
                                        estimates
                                    )
                            )
                    ),
            ]
        );
    }

    /// <summary>The numbers, or why there are none.</summary>
    public static (LogisticEstimates? Estimates, NotEstimable? Reason) Estimate(
        Patterns patterns,
        Sample sample
    )
    {
        var counted = patterns.Counted;
        if (counted.Count == 0)
            return (null, NotEstimable.Nobody);
        if (counted.All(Patterns.IsYes) || !counted.Any(Patterns.IsYes))
            return (null, NotEstimable.OneOutcome);
        if (
            Enumerable
                .Range(0, counted[0].Levels.Length - 1)
                .Any(side => patterns.Present(side).Count < 2)
        )
            return (null, NotEstimable.OneLevel);
        var (fit, reason) = LogisticFit.Of(patterns);
        if (fit is null)
            return (null, reason);
        var degrees = counted.Sum(one => one.Count) - fit.Coefficients.Count;
        return degrees > 0
            ? (LogisticEstimates.Of(patterns, fit, sample, degrees), null)
            : (null, NotEstimable.NoDegrees);
    }

    private static ModelLevel LevelOf(
        (int Predictor, int Level) at,
        Side predictor,
        string name,
        Patterns patterns,
        LogisticEstimates? estimates
    )
    {
        var having = patterns.Counted.Where(one => one.Levels[at.Predictor] == at.Level).ToArray();
        var term = Array.IndexOf(patterns.Terms, at);
        return new ModelLevel(
            predictor,
            name,
            IsReference: having.Length > 0 && term < 0,
            With: having.Where(Patterns.IsYes).Sum(one => one.Count),
            Without: having.Where(one => !Patterns.IsYes(one)).Sum(one => one.Count),
            estimates is not null && term >= 0 ? EffectOf(term, estimates) : null
        );
    }

    private static LevelEffect EffectOf(int term, LogisticEstimates estimates)
    {
        var reach = Intervals.StudentT975(estimates.Degrees);
        var coefficient = estimates.Coefficients[term + 1];
        var error = Math.Sqrt(estimates.Covariance[term + 1, term + 1]);
        var (points, pointsError) = (estimates.Effects[term], estimates.EffectErrors[term]);
        return new LevelEffect(
            Math.Exp(coefficient),
            Math.Exp(coefficient - reach * error),
            Math.Exp(coefficient + reach * error),
            Tails.TwoSidedT(coefficient / error, estimates.Degrees),
            points,
            pointsError,
            points - reach * pointsError,
            points + reach * pointsError
        );
    }
}
