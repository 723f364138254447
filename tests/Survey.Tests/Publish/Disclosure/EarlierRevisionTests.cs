using Survey.Estimate;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>What a release says beside one made with other indicators.</summary>
public sealed class EarlierRevisionTests
{
    private static readonly Figures Figures = SmallSurvey.Figures(SmallSurvey.Draw(2, 2000));

    private static readonly EarlierRevision Earlier = new(
        1,
        AuditedRelease.Of(SmallSurvey.Definition, Disclosure.Apply(SmallSurvey.Definition, Figures))
    );

    [Fact]
    public void Indicators_that_count_the_same_are_none_of_others() =>
        Assert.Empty(Earlier.Others(SmallSurvey.Definition.Reporting.Indicators));

    [Fact]
    public void One_that_counts_otherwise_comes_with_who_counts_in_one_of_the_two_alone() =>
        Assert.Equal(
            ["often|weekly", "weekly", "never"],
            Earlier
                .Others([
                    .. SmallSurvey.Definition.Reporting.Indicators.Select(one =>
                        one.Id == "access_weekly" ? one with { Yes = ["often", "never"] } : one
                    ),
                ])
                .Select(one => string.Join('|', one.Yes))
        );

    [Fact]
    public void One_that_counts_fewer_comes_with_those_alone_who_count_no_more() =>
        Assert.Equal(
            ["often|weekly", "weekly"],
            Earlier
                .Others([
                    .. SmallSurvey.Definition.Reporting.Indicators.Select(one =>
                        one.Id == "access_weekly" ? one with { Yes = ["often"] } : one
                    ),
                ])
                .Select(one => string.Join('|', one.Yes))
        );

    [Fact]
    public void The_rows_that_it_shows_are_known()
    {
        var table = new SuppressionTable(SmallSurvey.Definition, Figures);
        Earlier.Mark(table);
        foreach (var row in table.Places())
            table.Suppress(row, Status.Linked);
        Assert.Equal(
            Earlier.Release.Indicators.Sum(one => one.Groups.Count(row => row.Base is not null)),
            table.Places().Count(table.IsKnown)
        );
        Assert.Contains(table.Places(), table.IsKnown);
    }

    [Fact]
    public void Rows_that_were_counted_otherwise_are_an_error()
    {
        var other = new SuppressionTable(
            SmallSurvey.Definition,
            SmallSurvey.Figures(SmallSurvey.Draw(3, 1800))
        );
        Assert.Contains(
            "Revision 1 counted",
            Assert.Throws<DisclosureException>(() => Earlier.Mark(other)).Message,
            StringComparison.Ordinal
        );
    }
}
