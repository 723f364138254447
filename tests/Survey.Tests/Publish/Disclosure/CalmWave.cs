using Survey.Estimate;
using Survey.Publish;

namespace Survey.Tests.Publish;

/// <summary>2,400 answers to <see cref="SmallSurvey"/>, half of them yes, evenly over the groups.</summary>
internal static class CalmWave
{
    /// <summary>Changed in single rows: base and yes.</summary>
    public static Figures Figures(
        params (string Indicator, string Group, long Base, long Yes)[] changes
    )
    {
        var figures = SmallSurvey.Figures([]);
        return figures with
        {
            Responses = 2400,
            Proportions =
            [
                .. figures.Proportions.Select(row =>
                {
                    var size =
                        2400
                        / figures.Proportions.Count(one =>
                            one.Indicator == row.Indicator && one.GroupBy == row.GroupBy
                        );
                    var (@base, yes) = ((long)size, (long)size / 2);
                    foreach (var change in changes)
                        if ((change.Indicator, change.Group) == (row.Indicator, row.Group))
                            (@base, yes) = (change.Base, change.Yes);
                    return SmallSurvey.Row(row.Indicator, row.GroupBy, row.Group, @base, yes);
                }),
            ],
        };
    }

    public static Place PlaceOf(SuppressionTable table, string indicator, string group) =>
        table
            .Places()
            .Single(row =>
                table.Indicators[row.Indicator].Id == indicator
                && table.Groups.All[row.Group].Name == group
            );
}
