using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Survey.Publish;

/// <summary>JSON of this stage: camel case, nothing for null, readable letters, and the same bytes on every machine.</summary>
[JsonSerializable(typeof(ReleaseView))]
[JsonSerializable(typeof(PackageView))]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Manifest[]))]
[JsonSerializable(typeof(ClosedView))]
[JsonSerializable(typeof(ResultsView))]
internal sealed partial class PublishJson : JsonSerializerContext
{
    public static PublishJson Files { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                WriteIndented = true,
                NewLine = "\n",
            }
        );

    public static ReleaseFile File<T>(string name, T content) =>
        new(
            name,
            "application/json",
            JsonSerializer.SerializeToUtf8Bytes(
                content,
                (JsonTypeInfo<T>)Files.GetTypeInfo(typeof(T))!
            )
        );
}
