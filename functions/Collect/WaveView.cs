using System.Text.Json;
using System.Text.Json.Serialization;
using Survey.Ask;

namespace Survey.Collect;

/// <summary>What an admin is told of a wave.</summary>
/// <param name="State">planned, open, closing, closed, published or erased.</param>
/// <param name="Opens">ISO 8601, UTC.</param>
/// <param name="Responses">Rounded down to 10.</param>
/// <param name="Revision">The newest release's; 0: none.</param>
public sealed record WaveView(
    string Id,
    string State,
    string Opens,
    string Closes,
    string Instrument,
    long Responses,
    int Revision,
    bool Synthetic
)
{
    public static async Task<WaveView> OfAsync(
        Wave wave,
        ResponseCounts counts,
        CancellationToken cancel
    ) =>
        new(
            wave.Id,
            wave.State.ToString().ToLowerInvariant(),
            LisbonTime.Iso(wave.Opens),
            LisbonTime.Iso(wave.Closes),
            wave.Instrument,
            await counts.RoundedAsync(wave, cancel),
            wave.Revision,
            wave.Synthetic
        );
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WaveView))]
[JsonSerializable(typeof(WaveView[]))]
internal sealed partial class CollectJson : JsonSerializerContext;
