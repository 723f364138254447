using System.Collections.Immutable;
using System.Text.Json;

namespace Survey.Publish;

/// <summary>What PUT asks to show of a release, checked against the survey's languages.</summary>
internal sealed class ResultsChange
{
    /// <summary>Of a text, in letters.</summary>
    private const int Longest = 1000;

    private readonly SortedDictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    /// <summary>Property to messages; never what was sent.</summary>
    public IReadOnlyDictionary<string, string[]> Faults => _faults;

    public bool Public { get; private set; }

    /// <summary>Language to text; null: none was given.</summary>
    public ImmutableSortedDictionary<string, string>? Done { get; private set; }

    public static ResultsChange Read(JsonElement body, ImmutableArray<string> languages)
    {
        var change = new ResultsChange();
        if (body.ValueKind != JsonValueKind.Object)
        {
            change.Fault("body", "Must be an object with public, and done if there is something.");
            return change;
        }
        if (!body.TryGetProperty("public", out var value) || !IsFlag(value))
            change.Fault("public", "Must be true or false.");
        else
            change.Public = value.GetBoolean();
        if (body.TryGetProperty("done", out var done))
            change.ReadDone(done, languages);
        var names = body.EnumerateObject().Select(property => property.Name).ToArray();
        if (names.Distinct().Count() < names.Length)
            change.Fault("body", "A property is given twice.");
        if (names.Except(["public", "done"]).Any())
            change.Fault("body", "Holds a property other than public and done.");
        return change;
    }

    private void ReadDone(JsonElement done, ImmutableArray<string> languages)
    {
        if (!Public)
            Fault("done", "Is shown only where public is true.");
        if (done.ValueKind != JsonValueKind.Object)
        {
            Fault(
                "done",
                $"Must be an object with a text for each of {string.Join(", ", languages)}."
            );
            return;
        }
        var texts = done.EnumerateObject().ToLookup(text => text.Name, text => text.Value);
        if (texts.Any(text => !languages.Contains(text.Key) || text.Count() > 1))
            Fault("done", $"Must hold each of {string.Join(", ", languages)} once, and no other.");
        foreach (var language in languages)
            if (!texts.Contains(language) || !IsText(texts[language].First()))
                Fault(
                    $"done.{language}",
                    $"Must be a text of 1 to {Longest} letters; lines may end."
                );
        if (_faults.Count == 0)
            Done = languages.ToImmutableSortedDictionary(
                language => language,
                language => texts[language].First().GetString()!.ReplaceLineEndings("\n").Trim(),
                StringComparer.Ordinal
            );
    }

    private static bool IsFlag(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && value.GetString()!.ReplaceLineEndings("\n").Trim() is { Length: > 0 and <= Longest } text
        && text.All(letter => letter == '\n' || !char.IsControl(letter));

    private void Fault(string name, string message) =>
        _faults[name] = [.. _faults.GetValueOrDefault(name, []).Union([message])];
}
