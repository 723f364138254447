using Survey.Publish;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>Of the shipped survey, whose regions make up areas.</summary>
public sealed class GroupTotalsTests
{
    private static readonly GroupTotals Groups = Audit.GroupsOf(Shipped.Definition);

    [Fact]
    public void A_group_is_the_sum_of_each_breakdown_that_splits_it_further() =>
        Assert.Equal(
            [
                "age = sex_age",
                "all = age",
                "all = area",
                "all = region",
                "all = sex",
                "all = sex_age",
                "area = region",
                "sex = sex_age",
            ],
            Groups
                .Sums.SelectMany(sum =>
                    sum.Parts.Select(part => $"{ByOf(sum.Total)} = {ByOf(part)}")
                )
                .Distinct()
                .Order()
        );

    [Fact]
    public void Its_parts_are_those_that_share_its_options()
    {
        Assert.Equal(
            ["boy:10-12", "girl:10-12"],
            PartsOf("age", "10-12", "sex_age").Select(Name).Order()
        );
        Assert.Equal(
            ["alentejo", "algarve"],
            PartsOf("area", "sul", "region").Select(Name).Order()
        );
        Assert.All(
            PartsOf("sex", "girl", "sex_age"),
            part => Assert.StartsWith("girl:", Name(part), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_nothing_splits_is_finest_and_the_sum_of_itself()
    {
        Assert.Equal(
            ["region", "sex_age"],
            Groups.Finest.Select(group => ByOf(group)).Distinct().Order()
        );
        Assert.All(
            Groups.Finest,
            group => Assert.Equal(group, Groups.Splits(group).Single().Single())
        );
        Assert.Equal(2, Groups.Splits(Place("all", "all")).Count());
        Assert.Single(Groups.Splits(Place("sex", "girl")));
    }

    [Fact]
    public void A_group_is_found_by_its_names_in_the_files()
    {
        Assert.Equal(Place("age", "10-12"), Groups.Find("age", "age_10_12"));
        Assert.Equal(-1, Groups.Find("age", "girl"));
        Assert.Equal(-1, Groups.Find("region", "age_10_12"));
    }

    private static IEnumerable<int> PartsOf(string by, string name, string parts) =>
        Groups
            .Sums.Single(sum => sum.Total == Place(by, name) && ByOf(sum.Parts[0]) == parts)
            .Parts;

    private static int Place(string by, string name) =>
        Groups.All.IndexOf(Groups.All.Single(one => one.GroupBy == by && one.Name == name));

    private static string ByOf(int group) => Groups.All[group].GroupBy;

    private static string Name(int group) => Groups.All[group].Name;
}
