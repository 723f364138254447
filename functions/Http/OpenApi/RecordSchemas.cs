using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Survey.Http;

/// <summary>JSON Schemas of the records that functions answer, each kept once under its type's name. What may be null
/// is left out of an answer when it is, and so never required.</summary>
/// <param name="components">Where they are kept.</param>
internal sealed class RecordSchemas(JsonObject components)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public JsonNode Of(Type type) =>
        Options.GetJsonSchemaAsNode(
            type,
            new JsonSchemaExporterOptions
            {
                TreatNullObliviousAsNonNullable = true,
                TransformSchemaNode = Named,
            }
        );

    private JsonNode Named(JsonSchemaExporterContext context, JsonNode exported)
    {
        if (exported is not JsonObject schema)
            return exported;
        if (schema["type"] is JsonArray types)
            schema["type"] = types.First(type => (string?)type != "null")!.DeepClone();
        var kind = context.TypeInfo;
        if (kind.Kind == JsonTypeInfoKind.Object)
        {
            schema["required"] = new JsonArray([
                .. from property in kind.Properties
                where !property.IsGetNullable
                select (JsonNode)property.Name,
            ]);
            // At a second meeting the exporter refers to places of the first.
            components.TryAdd(kind.Type.Name, schema);
            schema = Operation.Reference("schemas", kind.Type.Name);
        }
        if (context.PropertyInfo?.AttributeProvider is MemberInfo member)
            Describe(schema, member);
        return schema;
    }

    private static void Describe(JsonObject schema, MemberInfo member)
    {
        if (member.GetCustomAttribute<DescriptionAttribute>() is { } words)
            schema["description"] = words.Description;
        if (member.GetCustomAttribute<RegularExpressionAttribute>() is { } text)
            schema["pattern"] = text.Pattern;
        if (member.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.DateTime)
            schema["format"] = "date-time";
    }
}
