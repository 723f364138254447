using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Survey.Ask;

namespace Survey.Collect;

/// <summary>What an admin is told of a wave.</summary>
public sealed record WaveView(
    string Id,
    [property: JsonConverter(typeof(CamelCase<WaveState>))] WaveState State,
    [property: DataType(DataType.DateTime)] string Opens,
    [property: DataType(DataType.DateTime)]
    [property: Description("As planned, or when an admin closed it.")]
        string Closes,
    string Instrument,
    [property: Description("Rounded down to 10.")] long Responses,
    [property: Description("The newest release's; 0: none.")] int Revision,
    bool Synthetic,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [property: Description("What keeps a closed wave from its release.")]
        string? WhyUnpublished,
    [property: Description("Why a planned wave will not open; left out when it will.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? WhyHeld
)
{
    public static async Task<WaveView> OfAsync(
        Wave wave,
        ResponseCounts counts,
        Definition definition,
        CancellationToken cancel
    ) =>
        new(
            wave.Id,
            wave.State,
            UtcTime.Iso(wave.Opens),
            UtcTime.Iso(wave.Closes),
            wave.Instrument,
            await counts.RoundedAsync(wave, cancel),
            wave.Revision,
            wave.Synthetic,
            wave.WhyUnpublished,
            wave.State == WaveState.Planned ? WaveSteps.WhyHeld(definition) : null
        );
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WaveView))]
[JsonSerializable(typeof(WaveView[]))]
internal sealed partial class CollectJson : JsonSerializerContext;

internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
