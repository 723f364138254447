using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Manage;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Manage;

public sealed class TypedSheetTests
{
    /// <summary>Typed in, a sheet is what the same boxes are in the form on screen.</summary>
    [Theory]
    [InlineData("shipped", "10-12")]
    [InlineData("shipped", "13-19")]
    [InlineData("jovenes", "12-13")]
    [InlineData("jovenes", "14-18")]
    public void Numbers_are_the_boxes_of_the_sheet(string survey, string sheet)
    {
        var definition = survey == "shipped" ? Shipped.Definition : Jovenes.Definition;
        var paper = PaperOf(definition, sheet);
        var items = paper.Sections.SelectMany(paper.ItemsOf).ToArray();
        Prop.ForAll(
                Given.Any(definition.Instrument),
                answers =>
                {
                    var (numbers, ids) = Marked(definition.Instrument, paper, items, answers);
                    var typed = Read(definition, sheet, numbers)!;
                    var sent = ReadAnswers.FromForm(definition.Instrument, ids);
                    return typed.Answers?.Encode() == sent.Valid?.Encode()
                        && typed.IsNothing == sent.IsNothingToKeep;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("sex", "4", "paper-fault-number")]
    [InlineData("sex", "0", "paper-fault-number")]
    [InlineData("sex", "girl", "paper-fault-number")]
    [InlineData("sex", "1 2", "paper-fault-one")]
    [InlineData("sex", "12", "paper-fault-number")]
    [InlineData("plays", "11", "paper-fault-twice")]
    [InlineData("plays", "1 3", "paper-fault-alone")]
    [InlineData("plays", "4", "paper-fault-number")]
    public void What_is_no_box_is_named_and_stays_in_its_field(
        string item,
        string typed,
        string fault
    )
    {
        var read = Read(Tiny.Definition, "all", new() { ["sings"] = "3", [item] = typed })!;
        Assert.Null(read.Answers);
        Assert.Equal(fault, Assert.Single(read.Faults, one => one.Key == item).Value);
        Assert.Equal(typed, read.Typed[item]);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("1 2")]
    [InlineData(" 2,1 ")]
    public void Several_boxes_are_digits_one_after_the_other(string typed)
    {
        var read = Read(Tiny.Definition, "all", new() { ["sings"] = "3", ["plays"] = typed })!;
        Assert.Equal(
            "flute drums",
            string.Join(
                ' ',
                Tiny.Instrument.Items.Single(item => item.Id == "plays")
                    .Options.Where(
                        (_, bit) =>
                            (read.Answers![Tiny.Instrument.PlaceOf("plays")] >> bit & 1) != 0
                    )
                    .Select(option => option.Id)
            )
        );
    }

    [Fact]
    public void A_form_without_an_id_is_none()
    {
        foreach (var id in new[] { "", "7", Guid.Empty.ToString() })
            Assert.Null(Read(Tiny.Definition, "all", new() { ["sex"] = "1", ["id"] = id }));
    }

    private static (
        Dictionary<string, string> Numbers,
        Dictionary<string, StringValues> Ids
    ) Marked(Instrument instrument, PaperSheet paper, Item[] items, Answers answers)
    {
        var numbers = new Dictionary<string, string>();
        var ids = new Dictionary<string, StringValues>();
        foreach (var item in items)
        {
            var marked = paper
                .OptionsOf(item)
                .Index()
                .Where(one =>
                    (answers[instrument.PlaceOf(item.Id)] & item.Mask([one.Item.Id])) != 0
                )
                .ToArray();
            numbers[item.Id] = string.Join(' ', marked.Select(one => one.Index + 1));
            ids[item.Id] = marked.Select(one => one.Item.Id).ToArray();
        }
        return (numbers, ids);
    }

    private static PaperSheet PaperOf(Definition definition, string sheet) =>
        new(definition.Instrument, definition.Pages.Sheets.Single(one => one.Id == sheet));

    private static TypedSheet? Read(
        Definition definition,
        string sheet,
        Dictionary<string, string> fields
    )
    {
        fields.TryAdd("id", Guid.NewGuid().ToString());
        return TypedSheet.Read(
            new FormCollection(
                fields.ToDictionary(field => field.Key, field => new StringValues(field.Value))
            ),
            definition.Instrument,
            PaperOf(definition, sheet)
        );
    }
}
