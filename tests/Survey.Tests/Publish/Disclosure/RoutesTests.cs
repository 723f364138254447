using Survey.Ask;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class RoutesTests
{
    [Fact]
    public void Whoever_is_led_to_a_sensitive_item_counts_as_an_indicator() =>
        Assert.Equal(["trains=often|rarely"], Of(new Condition("trains", ["often", "rarely"], [])));

    [Fact]
    public void By_what_they_did_not_say_too() =>
        Assert.Equal(["trains=often|rarely"], Of(new Condition("trains", [], ["never"])));

    [Fact]
    public void Of_several_options_each_counts_alone() =>
        Assert.Equal(["brings=ball", "brings=map"], Of(new Condition("brings", ["ball"], ["map"])));

    [Fact]
    public void What_is_counted_already_makes_a_group_or_leads_nowhere_sensitive_does_not()
    {
        Assert.Empty(Of(new Condition("trains", ["rarely", "never"], []), "never", "rarely"));
        Assert.Empty(Of(new Condition("team", ["red"], [])));
        Assert.Empty(Of(new Condition("trains", ["often"], []), isSensitive: false));
    }

    [Fact]
    public void So_does_the_way_into_its_section()
    {
        var definition = Define(null, [], isSensitive: true);
        var (section, way) = (
            definition.Instrument.Sections[0],
            new Condition("trains", ["often"], [])
        );
        var instrument = new Instrument(
            "test",
            "1",
            new string('0', 64),
            [],
            Surveys.NoWords,
            [
                section with
                {
                    Items = section.Items[..^1],
                },
                section with
                {
                    Id = "last",
                    AskIf = way,
                    Items = section.Items[^1..],
                },
            ],
            []
        );
        Assert.Equal(
            ["trains=often"],
            Routes.Of(definition with { Instrument = instrument }).Select(route => route.Id)
        );
    }

    private static IEnumerable<string> Of(Condition condition, params string[] reported) =>
        Of(condition, isSensitive: true, reported);

    private static IEnumerable<string> Of(
        Condition condition,
        bool isSensitive,
        params string[] reported
    ) => Routes.Of(Define(condition, reported, isSensitive)).Select(route => route.Id);

    private static Definition Define(Condition? condition, string[] reported, bool isSensitive) =>
        Surveys.Of(
            12000,
            [
                .. Surveys.Clubs.Instrument.Items.Select(item => item with { AskIf = null }),
                Surveys.Item("secret", ItemKind.Single, ["yes", "no"], condition) with
                {
                    Sensitive = isSensitive,
                },
            ],
            [],
            Surveys.Clubs.Population.Margins,
            reported is [] ? [] : [Surveys.Indicator("reported", "trains", [.. reported])],
            [("all", [])]
        );
}
