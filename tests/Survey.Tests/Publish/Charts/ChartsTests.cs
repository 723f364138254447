using System.Globalization;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Survey.Publish.Charts;
using Xunit;

namespace Survey.Tests.Publish.Charts;

public sealed class ChartsTests
{
    private const double Size = 12;

    [Fact]
    public void Wrapped_text_is_whole_and_no_line_is_too_wide() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                ArbMap.Default.ArbFor<PositiveInt>(),
                (text, width) =>
                {
                    var room = 20.0 + width.Get;
                    var lines = TextLines.Wrap(text.Get, room, Size);
                    Assert.Equal(text.Get.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
                    Assert.All(lines, line => Assert.True(TextLines.Width(line, Size) <= room));
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Long_names_stay_inside_and_above_one_another(bool labelsAbove)
    {
        var sentence = string.Join(' ', Enumerable.Repeat("Jogaram demoradíssimamente", 9));
        var svg = new RowsChart(
            "id",
            "Title",
            "Description.",
            sentence,
            labelsAbove,
            [
                [new(sentence, new(0.5m, 0.4m, 0.6m, "50,0 %"), null, IsWhole: true)],
                [new("Anticonstitucionalissimamente", null, sentence), new(sentence, null, "few")],
            ]
        ).Draw();
        AssertInside(svg);
        var names = Texts(svg).Where(text => text.Value.StartsWith("Jogaram", default)).ToArray();
        Assert.Equal(names.Length, names.Select(Foot).Distinct().Count());
        Assert.Single(svg.Descendants(), one => (string?)one.Attribute("class") == "mark");
        Assert.Contains(Texts(svg), text => text.Value == "few");
        Assert.Equal("Title", svg.Elements().First().Value);
        Assert.Contains("50,0 %", svg.Elements().ElementAt(1).Value);
    }

    [Fact]
    public void A_series_is_not_joined_over_a_break_or_a_gap()
    {
        Shown shown = new(0.42m, 0.38m, 0.47m, "42.0 %");
        var svg = Series(
            new("Q1", shown, null, false),
            new("Q2", shown, null, false),
            new("Q3", shown, null, true),
            new("Q4", null, "few", false),
            new("Q5", shown, null, false)
        );
        AssertInside(svg);
        Assert.Single(
            svg.Descendants(),
            one => (string?)one.Attribute("stroke-dasharray") == "3 3"
        );
        Assert.Equal(4, svg.Descendants().Count(one => (string?)one.Attribute("class") == "mark"));
        Assert.Contains(Texts(svg), text => text.Value == "┆ broken");
        Assert.Contains(Texts(svg), text => text.Value == "– hidden");
    }

    [Fact]
    public void Ten_years_of_quarters_have_names_that_do_not_meet()
    {
        var svg = Series([
            .. Enumerable
                .Range(0, 40)
                .Select(at => new SeriesPoint(
                    $"20{at / 4 + 26}-Q{at % 4 + 1}",
                    new(0.4m, 0.3m, 0.5m, "40.0 %"),
                    null,
                    false
                )),
        ]);
        AssertInside(svg);
        var names = Texts(svg).Where(text => text.Value.Contains("-Q", default)).ToArray();
        Assert.InRange(names.Length, 3, 40);
        Assert.All(
            names.Zip(names.Skip(1)),
            pair => Assert.True(Ends(pair.First).Right < Ends(pair.Second).Left)
        );
    }

    [Fact]
    public void A_picture_of_its_own_has_its_title_and_source()
    {
        var chart = Series(new SeriesPoint("Q1", new(0.4m, 0.3m, 0.5m, "40.0 %"), null, false));
        var svg = XElement.Parse(
            System.Text.Encoding.UTF8.GetString(SvgFile.Write(chart, "What <is>", "From where"))
        );
        Assert.Contains(Texts(svg), text => text.Value == "What <is>");
        Assert.Contains(Texts(svg), text => text.Value == "From where");
        Assert.Single(svg.Descendants(), one => (string?)one.Attribute("class") == "mark");
    }

    private static XElement Series(params SeriesPoint[] points) =>
        new SeriesChart("id", "Title", "", "% of all", "broken", "hidden", [.. points]).Draw();

    private static void AssertInside(XElement svg)
    {
        var height = double.Parse(
            svg.Attribute("viewBox")!.Value.Split(' ')[3],
            CultureInfo.InvariantCulture
        );
        Assert.All(
            Texts(svg),
            text =>
            {
                var (left, right) = Ends(text);
                Assert.True(
                    left >= 0 && right <= 360 && Foot(text) <= height && Foot(text) >= 8,
                    text.ToString()
                );
            }
        );
    }

    private static IEnumerable<XElement> Texts(XElement svg) =>
        svg.Descendants().Where(one => one.Name.LocalName == "text");

    private static double Foot(XElement text) => Number(text, "y");

    private static (double Left, double Right) Ends(XElement text)
    {
        var width = TextLines.Width(
            text.Value,
            text.Attribute("font-size") is null ? Size : Number(text, "font-size")
        );
        var left =
            Number(text, "x")
            - (string?)text.Attribute("text-anchor") switch
            {
                "middle" => width / 2,
                "end" => width,
                _ => 0,
            };
        return (left, left + width);
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
