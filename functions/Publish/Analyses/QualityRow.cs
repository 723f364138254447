using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>How a wave was answered.</summary>
/// <param name="Value">A share, 2 decimals; null where it would be one of few respondents.</param>
public sealed record QualityRow(string Measure, string GroupBy, string Group, decimal? Value)
{
    /// <summary>The measure of <see cref="Repeats"/>.</summary>
    public const string Repeated = "repeated";

    /// <summary>Under this number of complete responses its share is not said.</summary>
    private const int FewestComplete = 100;

    /// <summary>Of everybody alone.</summary>
    internal static IEnumerable<QualityRow> Of(Definition definition, Repeats? repeats)
    {
        var everybody = definition.Reporting.Everybody.Id;
        if (repeats is not null)
            yield return new QualityRow(
                Repeated,
                everybody,
                everybody,
                repeats.Complete < FewestComplete ? null : Rounded.To(2, repeats.Share)
            );
    }

    /// <summary>A breakdown's values are shown together or not at all, so that none is a total less the others.</summary>
    internal static IEnumerable<QualityRow> Of(
        Definition definition,
        ImmutableArray<QualityShare> shares
    ) =>
        shares
            .GroupBy(one => (one.Measure, one.GroupBy))
            .SelectMany(groups =>
            {
                var by = definition.Reporting.BreakdownOf(groups.Key.GroupBy);
                var isHeld = groups.Any(IsSmall);
                return groups.Select(one => new QualityRow(
                    FileWords.Of(one.Measure),
                    by.Id,
                    FileGroup.IdOf(by, one.Group),
                    isHeld ? null : Rounded.To(2, (double)one.Yes / one.Of)
                ));
            });

    private static bool IsSmall(QualityShare one) =>
        one.People > 0
        && (
            one.People < PrimaryRule.SmallestBase
            || PrimaryRule.IsSmall(new Counts(one.Yes, one.Of - one.Yes), isSensitive: false)
        );
}

/// <summary>The share of those asked who left an item blank.</summary>
/// <param name="Share">2 decimals; null where few were asked, few were not, few left it blank or few did not.</param>
public sealed record BlankRow(
    string Item,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? Share
)
{
    internal static BlankRow Of(ItemBlank one)
    {
        var counts = new Counts(one.Blank, one.Asked - one.Blank);
        var isHeld =
            PrimaryRule.IsSmall(counts, isSensitive: false) || PrimaryRule.IsFew(one.NotAsked);
        return new(one.Item, isHeld ? null : Rounded.To(2, (double)one.Blank / one.Asked));
    }
}
