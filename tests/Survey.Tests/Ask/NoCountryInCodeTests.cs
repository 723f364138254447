using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Ask;

public sealed partial class NoCountryInCodeTests
{
    /// <summary>Names of the survey's that mean something else too.</summary>
    private static readonly string[] Common = ["all", "area", "region"];

    /// <summary>What is the country's or the survey's is in its folder.</summary>
    [Fact]
    public void No_code_names_a_language_an_item_a_region_a_claim_an_indicator_or_a_time_zone()
    {
        var (definition, places) = (Shipped.Definition, Shipped.Definition.Places!.Item);
        string[] names =
        [
            .. definition.Instrument.Languages,
            .. definition.Instrument.Items.Select(item => item.Id),
            .. definition.Instrument.Derived.Select(derived => derived.Id),
            .. definition
                .Instrument.Items.Single(item => item.Id == places)
                .Options.Select(option => option.Id),
            .. definition.Pages.Sheets.Select(sheet => sheet.Id),
            .. definition.Reporting.Claims.Keys,
            .. definition.Reporting.Indicators.Select(indicator => indicator.Id),
            .. definition.Reporting.Breakdowns.Select(breakdown => breakdown.Id),
            .. definition.Help.Lines.Select(line => line.Id),
            definition.Id,
            definition.Calendar.Zone.Id,
        ];
        var literals = SourceFiles
            .Of(".cs", ".razor", ".js")
            .SelectMany(text => Literal().Matches(text))
            .Select(literal => literal.Groups[2].Value)
            .ToHashSet();
        Assert.InRange(literals.Count, 500, 50_000);
        Assert.DoesNotContain(names.Except(Common), literals.Contains);
    }

    [GeneratedRegex("""(["'])([^"'\n]*)\1""")]
    private static partial Regex Literal();
}
