using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Http;

namespace Survey.Collect;

/// <summary>What the survey's form sends.</summary>
/// <param name="Id">A new one when the form holds none.</param>
/// <param name="Wave">Empty when what was sent cannot be a wave's id: the page would say it back.</param>
/// <param name="Instrument">As sent; empty when missing.</param>
/// <param name="Step">The step it was on: a number, or <see cref="Review"/>; empty: none, it begins.</param>
/// <param name="Go">The button pressed: <c>next</c>, <c>back</c> or <c>send</c>; empty: another one.</param>
/// <param name="Change">The item to be answered anew; empty: none.</param>
/// <param name="Known">Ids of the items looked over before one of them was changed; empty: none is.</param>
/// <param name="To">The language the reader wants to go on in; null: the same.</param>
public sealed record AnswerForm(
    Guid Id,
    string Wave,
    string Instrument,
    ReadAnswers Answers,
    string Step,
    string Go,
    string Change,
    ImmutableHashSet<string> Known,
    string? To
)
{
    /// <summary>The step at which all answers are looked over.</summary>
    public const string Review = "review";

    /// <summary>Bytes.</summary>
    public const int Limit = 16 * 1024;

    /// <summary>Reads the form in memory: nothing of it ever touches a disk. Fields that are no item's are ignored, as
    /// browser extensions add some.</summary>
    /// <returns>The form, or null and the status that says why; and the language to reply in.</returns>
    public static async Task<(AnswerForm? Form, int Status, string Language)> ReadAsync(
        HttpRequest request,
        Definition definition
    )
    {
        var instrument = definition.Instrument;
        var language = ReadersLanguage.Of(request, instrument.Languages);
        if (
            request.ContentType?.Split(';')[0].Trim() is not { } type
            || !type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        )
            return (null, StatusCodes.Status415UnsupportedMediaType, language);
        byte[]? bytes;
        try
        {
            bytes = await BodyBytes.ReadAsync(request, Limit);
        }
        // Cut short, or too slow: a browser shows a page, where a program is told by a problem.
        catch (BadHttpRequestException exception)
        {
            return (null, exception.StatusCode, language);
        }
        if (bytes is null)
            return (null, StatusCodes.Status413PayloadTooLarge, language);
        if (Parse(bytes) is not { } fields)
            return (null, StatusCodes.Status400BadRequest, language);

        // One that two people would share.
        if (Guid.TryParse(One(fields, "id"), out var id) && id == Guid.Empty)
            return (null, StatusCodes.Status400BadRequest, language);
        // The version that the form was made of may be an earlier one.
        instrument = (definition.Asked(One(fields, "instrument")) ?? definition).Instrument;
        if (instrument.Languages.Contains(One(fields, "language")))
            language = One(fields, "language");
        var form = new AnswerForm(
            id == Guid.Empty ? Guid.NewGuid() : id,
            definition.Calendar.Find(One(fields, "wave"))?.Id ?? "",
            One(fields, "instrument"),
            ReadAnswers.FromForm(
                instrument,
                fields.Where(field => instrument.PlaceOf(field.Key) >= 0)
            ),
            One(fields, "step"),
            One(fields, "go"),
            One(fields, "change"),
            [.. One(fields, "known").Split(' ').Where(id => instrument.PlaceOf(id) >= 0)],
            instrument.Languages.Contains(One(fields, "to")) ? One(fields, "to") : null
        );
        return (form, StatusCodes.Status200OK, language);
    }

    private static Dictionary<string, StringValues>? Parse(byte[] body)
    {
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body));
            return reader.ReadForm();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string One(Dictionary<string, StringValues> fields, string name) =>
        fields.TryGetValue(name, out var values) ? values[0] ?? "" : "";
}
