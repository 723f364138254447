using System.Text.Json;
using Survey.Ask;

namespace Survey.Collect;

/// <summary>What PUT asks to change of a wave, checked against the wave, its neighbours and the program.</summary>
/// <param name="others">Every wave but this one.</param>
internal sealed class WaveChange(
    Wave wave,
    IReadOnlyList<Wave> others,
    Definition definition,
    DateTimeOffset now
)
{
    private readonly Dictionary<string, string[]> _faults = [];

    /// <summary>Property to messages; never what was sent.</summary>
    public IReadOnlyDictionary<string, string[]> Faults => _faults;

    /// <returns>The wave as it would be; of use only without faults.</returns>
    public Wave Apply(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            Fault("body", "Must be an object with opens, closes or instrument.");
            return wave;
        }
        var changed = wave;
        var given = new HashSet<string>();
        foreach (var property in body.EnumerateObject())
        {
            if (!given.Add(property.Name))
                Fault("body", "A property is given twice.");
            switch (property.Name)
            {
                case "opens":
                    changed = changed with { Opens = Time("opens", property.Value, wave.Opens) };
                    break;
                case "closes":
                    changed = changed with { Closes = Time("closes", property.Value, wave.Closes) };
                    break;
                case "instrument":
                    changed = changed with { Instrument = Loaded };
                    if (!IsLoaded(property.Value))
                        Fault("instrument", $"Must be {Loaded}, the one this program has.");
                    break;
                default:
                    Fault("body", "Holds a property other than opens, closes and instrument.");
                    break;
            }
        }
        Check(changed);
        return changed;
    }

    /// <summary>The only one that the program can ask.</summary>
    private string Loaded => definition.Instrument.Name;

    private bool IsLoaded(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(Loaded);

    private DateTimeOffset Time(string name, JsonElement value, DateTimeOffset before)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        if (UtcTime.ParseIso(text) is not { } instant)
            Fault(name, "Must be a time in ISO 8601 with Z or an offset.");
        else if (definition.Calendar.Find(wave.Id) is { } period && !IsNear(instant, period))
            Fault(name, "Must lie in the wave's period, the one before or the one after.");
        else if (!definition.Calendar.IsMidnight(instant))
            Fault(name, $"Must be 00:00 in {definition.Calendar.Zone.Id}.");
        else
            return instant;
        return before;
    }

    private static bool IsNear(DateTimeOffset instant, Period period) =>
        period.Plus(-1).Opens <= instant && instant <= period.Plus(1).Closes;

    private void Check(Wave changed)
    {
        if (changed.State != WaveState.Planned && changed.Opens != wave.Opens)
            Fault("opens", "The wave is open: this cannot move any more.");
        if (changed.Closes <= changed.Opens)
            Fault("closes", "Must come after opens.");
        if (changed.Closes <= now)
            Fault("closes", "Must lie ahead. A wave is closed now by POST to its address/close.");
        foreach (var other in others)
            if (changed.Opens < other.Closes && other.Opens < changed.Closes)
                Fault(
                    changed.Opens < other.Opens ? "closes" : "opens",
                    $"Overlaps wave {other.Id}."
                );
    }

    private void Fault(string name, string message) =>
        _faults[name] = [.. _faults.GetValueOrDefault(name, []).Union([message])];
}
