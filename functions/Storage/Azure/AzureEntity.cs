using Azure;
using Azure.Data.Tables;

namespace Survey.Storage;

/// <summary>An entity, and a step with it, as the table client takes and gives them.</summary>
internal static class AzureEntity
{
    public static TableEntity Write(Entity entity)
    {
        var row = new TableEntity(entity.PartitionKey, entity.RowKey);
        foreach (var (name, value) in entity.Properties)
            row[name] = value;
        return row;
    }

    public static TableTransactionAction Write(Operation step) =>
        step switch
        {
            Operation.Insert insert => new(TableTransactionActionType.Add, Write(insert.Entity)),
            Operation.Replace replace => new(
                TableTransactionActionType.UpdateReplace,
                Write(replace.Entity),
                new ETag(replace.Entity.ETag!)
            ),
            Operation.Delete => new(
                TableTransactionActionType.Delete,
                new TableEntity(step.PartitionKey, step.RowKey),
                ETag.All
            ),
            // A transaction cannot read: adding nothing to the row is what fails when it is not there.
            _ => new(
                TableTransactionActionType.UpdateMerge,
                new TableEntity(step.PartitionKey, step.RowKey),
                ETag.All
            ),
        };

    public static Entity Read(TableEntity row)
    {
        var properties = new Dictionary<string, object>(row.Count, StringComparer.Ordinal);
        foreach (var (name, value) in row)
            if (name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
                properties.Add(name, value);
        return new Entity(row.PartitionKey, row.RowKey, properties, row.ETag.ToString());
    }

    /// <summary>Whether two entities hold the same, whatever their ETags.</summary>
    public static bool Same(Entity left, Entity right) =>
        left.Properties.Count == right.Properties.Count
        && left.Properties.All(property =>
            right.Properties.TryGetValue(property.Key, out var other)
            && property.Value.GetType() == other.GetType()
            && (
                property.Value is byte[] bytes
                    ? bytes.AsSpan().SequenceEqual((byte[])other)
                    : property.Value.Equals(other)
            )
        );
}
