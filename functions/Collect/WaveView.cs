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
        string? WhyHeld,
    [property: Description("The release that waits to be made public.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        WaitingDraft? Draft,
    [property: Description("What took back the releases up to one revision.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        WithdrawnView? Withdrawn,
    [property: Description("Anybody may see its release on the public page.")] bool Public
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
            wave.State == WaveState.Planned ? WaveRules.WhyHeld(definition) : null,
            WaitingDraft.Of(wave.Draft),
            wave.Withdrawal is { } taken
                ? new WithdrawnView(taken.Revision, UtcTime.Iso(taken.At), taken.Why)
                : null,
            wave.IsPublic
        );
}

public sealed record WaitingDraft(
    int Revision,
    [property: DataType(DataType.DateTime)] string Made,
    [property: DataType(DataType.DateTime)]
    [property: Description("When it is made public; left out until it is approved.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? PublishAt,
    [property: Description("Why an admin keeps it back.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        string? WhyHeld
)
{
    public static WaitingDraft? Of(Draft? draft) =>
        draft is null
            ? null
            : new(
                draft.Revision,
                UtcTime.Iso(draft.Made),
                draft.PublishAt is { } at ? UtcTime.Iso(at) : null,
                draft.WhyHeld
            );
}

public sealed record WithdrawnView(
    [property: Description("The last of the releases that were withdrawn.")] int Revision,
    [property: DataType(DataType.DateTime)] string At,
    string Why
);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WaveView))]
[JsonSerializable(typeof(WaveView[]))]
internal sealed partial class CollectJson : JsonSerializerContext;

internal sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
