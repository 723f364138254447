using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Survey.Ask;
using Survey.Ask.Pages;

namespace Survey.Manage;

/// <summary>A sheet of paper as it was typed in: for each question the numbers of the boxes marked.</summary>
/// <param name="Id">The response's: sent again, it is kept once.</param>
/// <param name="Instrument">The version that the form was made of.</param>
/// <param name="Typed">Item id to what stands in its field.</param>
/// <param name="Answers">What is to be kept; null: something is wrong.</param>
/// <param name="Faults">Item id to the word that says what is wrong.</param>
/// <param name="IsNothing">No question is answered, or the survey is for others: nothing is to be kept.</param>
public sealed record TypedSheet(
    Guid Id,
    string Instrument,
    IReadOnlyDictionary<string, string> Typed,
    Answers? Answers,
    IReadOnlyDictionary<string, string> Faults,
    bool IsNothing
)
{
    /// <summary>Of a field, in characters.</summary>
    public const int Longest = 100;

    /// <summary>From here on two digits are one number.</summary>
    private const int FirstOfTwoDigits = 10;

    public static TypedSheet Blank(string instrument) =>
        new(
            Guid.NewGuid(),
            instrument,
            ImmutableDictionary<string, string>.Empty,
            null,
            ImmutableDictionary<string, string>.Empty,
            IsNothing: true
        );

    /// <returns>Null: the form is not one of this page's.</returns>
    public static TypedSheet? Read(IFormCollection form, Instrument instrument, PaperSheet paper)
    {
        if (!Guid.TryParse(form["id"], out var id) || id == Guid.Empty)
            return null;
        var typed = new Dictionary<string, string>();
        var faults = new Dictionary<string, string>();
        var fields = new Dictionary<string, StringValues>();
        foreach (var item in paper.Sections.SelectMany(paper.ItemsOf))
        {
            var text = form[item.Id].ToString().Trim();
            typed[item.Id] = text.Length > Longest ? text[..Longest] : text;
            var options = paper.OptionsOf(item).ToArray();
            if (Numbers(text, item, options.Length) is { } numbers)
                fields[item.Id] = numbers.Select(number => options[number - 1].Id).ToArray();
            else
                faults[item.Id] = "paper-fault-number";
        }
        var read = ReadAnswers.FromForm(instrument, fields);
        foreach (var (item, found) in read.Faults)
            if (typed.ContainsKey(item) && WordOf(found[0]) is { } word)
                faults[item] = word;
        return new(
            id,
            form["instrument"].ToString(),
            typed,
            faults.Count == 0 ? read.Valid : null,
            faults,
            faults.Count == 0 && read.IsNothingToKeep
        );
    }

    /// <summary>Null: it is no list of the boxes' numbers.</summary>
    private static int[]? Numbers(string text, Item item, int boxes)
    {
        var parts = text.Split(
            [' ', ',', '.', '+', '-'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        // 135 is 1, 3 and 5 where there are no boxes of two digits.
        if (item.Kind == ItemKind.Multi && boxes < FirstOfTwoDigits)
            parts = [.. parts.SelectMany(part => part.Select(digit => digit.ToString()))];
        var numbers = new int[parts.Length];
        for (var place = 0; place < parts.Length; place++)
            if (
                !int.TryParse(
                    parts[place],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out numbers[place]
                )
                || numbers[place] < 1
                || numbers[place] > boxes
            )
                return null;
        return numbers;
    }

    private static string? WordOf(AnswerFault fault) =>
        fault switch
        {
            AnswerFault.NotOneOption => "paper-fault-one",
            AnswerFault.NotAlone => "paper-fault-alone",
            AnswerFault.Repeated => "paper-fault-twice",
            // Of somebody the survey is not for: there is nothing to mend.
            AnswerFault.Outside => null,
            _ => "paper-fault-number",
        };
}

/// <summary>How far a pile of sheets is typed in. It goes from page to page in the address and the form, and is kept
/// nowhere.</summary>
/// <param name="Entered">Sheets kept so far.</param>
/// <param name="Of">Sheets in the pile; null: nobody has said.</param>
public sealed record PaperBatch(int Entered, int? Of)
{
    private const int Most = 10_000;

    /// <param name="fields">Of the address or the form.</param>
    public static PaperBatch Read(Func<string, string?> fields) =>
        new(Number(fields("batch")) ?? 0, Number(fields("of")) is > 0 and var of ? of : null);

    public PaperBatch Next => this with { Entered = Entered + 1 };

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= Most
            ? number
            : null;
}
