using System.Text.Json;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>The body of a decision about a draft or a release, checked.</summary>
/// <param name="number">The property that names the revision.</param>
internal sealed class Decision(JsonElement body, string number)
{
    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 500;

    private readonly Dictionary<string, string[]> _faults = [];

    /// <summary>Property to messages; never what was sent.</summary>
    public IReadOnlyDictionary<string, string[]> Faults => _faults;

    /// <summary>Property values are of use only without faults.</summary>
    public int Revision { get; private set; }

    public string Reason { get; private set; } = "";

    public DateTimeOffset? At { get; private set; }

    /// <param name="second">The other property that the body may have: <c>at</c>, or <c>reason</c>, which it must.</param>
    public static Decision Read(JsonElement body, string number, string second)
    {
        var decision = new Decision(body, number);
        decision.Read(second);
        return decision;
    }

    public static bool IsReason(string text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.Length <= LongestReason
        && !text.Any(char.IsControl);

    private void Read(string second)
    {
        var properties =
            body.ValueKind == JsonValueKind.Object ? body.EnumerateObject().ToArray() : [];
        if (properties.Any(one => one.Name != number && one.Name != second))
            Fault("body", $"Holds a property other than {number} and {second}.");
        if (properties.DistinctBy(one => one.Name).Count() < properties.Length)
            Fault("body", "A property is given twice.");
        var values = properties.ToLookup(one => one.Name, one => one.Value);
        if (
            values[number].FirstOrDefault() is { ValueKind: JsonValueKind.Number } value
            && value.TryGetInt32(out var revision)
        )
            Revision = revision;
        else
            Fault(number, "Must be the number of the revision that you looked at.");
        var text = values[second].FirstOrDefault() is { ValueKind: JsonValueKind.String } given
            ? given.GetString()!
            : "";
        if (second == "reason")
            Reason = text.Trim();
        else
            At = UtcTime.ParseIso(text);
        if (second == "reason" && !IsReason(Reason))
            Fault(second, $"Must be one line of 1 to {LongestReason} characters.");
        if (second == "at" && At is null && values[second].Any())
            Fault(second, "Must be a time in ISO 8601 with Z or an offset.");
    }

    private void Fault(string name, string message) => _faults[name] = [message];
}
