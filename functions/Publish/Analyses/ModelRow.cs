using System.Collections.Immutable;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>A level of a predictor in a logistic regression.</summary>
/// <param name="Term">The predictor: an item, derived variable or indicator.</param>
/// <param name="Category">Its level, as the files name groups.</param>
/// <param name="OddsRatio">Against the reference, 4 decimals, as are all numbers but the base.</param>
/// <param name="MarginalEffect">Average marginal effect: a difference of probabilities.</param>
/// <param name="Base">Respondents in the model, to the nearest 5.</param>
/// <param name="Status">published, <c>reference</c>, why it is held back, or why it has no figures.</param>
public sealed record ModelRow(
    string Model,
    string Term,
    string Category,
    decimal? OddsRatio,
    decimal? CiLow,
    decimal? CiHigh,
    decimal? MarginalEffect,
    decimal? MeLow,
    decimal? MeHigh,
    decimal? PValue,
    long? Base,
    string Status
)
{
    public const string Reference = "reference";

    internal static IEnumerable<ModelRow> Of(ImmutableArray<FittedModel> models) =>
        models.SelectMany(model =>
        {
            Status? held = model.Levels.Any(IsSmall) ? Publish.Status.Small : null;
            return model.Levels.Select(level => Of(model, level, held));
        });

    /// <summary>Every level that somebody has needs enough with the outcome and enough without.</summary>
    private static bool IsSmall(ModelLevel level) =>
        level.With + level.Without > 0
        && Math.Min(level.With, level.Without) < PrimaryRule.SmallestCount;

    private static ModelRow Of(FittedModel model, ModelLevel level, Status? held)
    {
        var isSilent = held is not null || model.Reason is not null;
        NotEstimable? reason = level.With + level.Without == 0 ? NotEstimable.Nobody : model.Reason;
        var effect = isSilent ? null : level.Effect;
        return new(
            model.Id,
            level.Predictor.Id,
            FileGroup.PartOf(level.Predictor.Id, level.Level),
            Rounded.To(4, effect?.OddsRatio),
            Rounded.To(4, effect?.OddsLow),
            Rounded.To(4, effect?.OddsHigh),
            Rounded.To(4, effect?.Points),
            Rounded.To(4, effect?.PointsLow),
            Rounded.To(4, effect?.PointsHigh),
            Rounded.To(4, effect?.P),
            isSilent ? null : Numbers.NearestFive(model.Base),
            !isSilent && level.IsReference ? Reference : FileWords.Of(held, reason)
        );
    }
}
