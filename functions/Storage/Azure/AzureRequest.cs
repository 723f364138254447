using Azure.Core;

namespace Survey.Storage;

/// <summary>One step as the table service's request, alone or in a batch.</summary>
/// <param name="Path">After the service's address, encoded.</param>
internal readonly record struct AzureRequest(
    RequestMethod Method,
    string Path,
    (string Name, string Value)[] Headers,
    byte[] Body
)
{
    private static readonly (string, string) Json = ("Content-Type", "application/json");

    public static AzureRequest For(string table, Operation step) =>
        step switch
        {
            Operation.Insert insert => new(
                RequestMethod.Post,
                table,
                [Json, ("Prefer", "return-no-content")],
                AzureEntity.Write(insert.Entity)
            ),
            Operation.Replace replace => new(
                RequestMethod.Put,
                PathOf(table, step.PartitionKey, step.RowKey),
                [Json, ("If-Match", replace.Entity.ETag!)],
                AzureEntity.Write(replace.Entity)
            ),
            Operation.Delete delete => new(
                RequestMethod.Delete,
                PathOf(table, step.PartitionKey, step.RowKey),
                [("If-Match", delete.ETag ?? "*")],
                []
            ),
            // A batch cannot read: adding nothing to the row is what fails when it is not there.
            Operation.Require => new(
                new RequestMethod("MERGE"),
                PathOf(table, step.PartitionKey, step.RowKey),
                [Json, ("If-Match", "*")],
                "{}"u8.ToArray()
            ),
            _ => throw new ArgumentException("No such step."),
        };

    public static string PathOf(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <summary>A key between quotes in an address.</summary>
    public static string Escape(string key) =>
        Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
