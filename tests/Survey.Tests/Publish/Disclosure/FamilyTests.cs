using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class FamilyTests
{
    [Fact]
    public void Kinds_are_those_a_person_can_be()
    {
        var families = Family.Of(SmallSurvey.Definition);
        Assert.Equal(5, families.Length);
        Assert.Equal(
            Enumerable.Range(0, 12),
            families.SelectMany(family => family.Indicators).Order()
        );
        foreach (var family in families)
        {
            var byHand = SmallSurvey
                .Everyone()
                .Select(person =>
                    string.Join(
                        ',',
                        family.Indicators.Select(one =>
                            SmallSurvey.Readings[one].IndicatorAnswer(person) switch
                            {
                                null => IndicatorAnswer.Nothing,
                                true => IndicatorAnswer.Yes,
                                false => IndicatorAnswer.No,
                            }
                        )
                    )
                )
                .Where(kind =>
                    kind.Contains("Yes")
                    || kind.Contains("No,")
                    || kind.EndsWith("No", StringComparison.Ordinal)
                )
                .Distinct();
            Assert.Equal(
                byHand.Order(),
                family.Patterns.Select(kind => string.Join(',', kind)).Order()
            );
        }
    }
}
