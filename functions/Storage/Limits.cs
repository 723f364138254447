using System.Text.RegularExpressions;

namespace Survey.Storage;

/// <summary>Names and transactions as Azure Table and Blob Storage take them, the same for every implementation and never
/// left to a server. Every method throws <see cref="ArgumentException"/>; no message holds a value.</summary>
internal static partial class Limits
{
    private const int Steps = 100;
    private const int KeyLength = 512;

    public static void CheckTable(string table) =>
        Require(TableName().IsMatch(table), "A table's name is 3 to 63 letters and digits.");

    public static void CheckKey(string key) =>
        Require(
            key.Length is > 0 and <= KeyLength
                && !key.AsSpan().ContainsAny(@"/\#?%")
                && !key.Any(char.IsControl),
            "A key has 1 to 512 characters, none of / \\ # ? % or control characters."
        );

    public static void CheckContainer(string container) =>
        Require(
            ContainerName().IsMatch(container),
            "A container's name is 3 to 63 lower-case letters, digits and single dashes."
        );

    public static void CheckBlob(string name) =>
        Require(
            name.Length <= 200 && BlobName().IsMatch(name),
            "A blob's name is at most 200 letters, digits, dashes, dots and underscores in parts divided by /, none starting with a dot."
        );

    public static void CheckTransaction(string table, IReadOnlyList<Operation> steps)
    {
        CheckTable(table);
        Require(steps.Count is > 0 and <= Steps, "A transaction has 1 to 100 steps.");
        var rows = new HashSet<string>(steps.Count, StringComparer.Ordinal);
        foreach (var step in steps)
        {
            CheckKey(step.PartitionKey);
            CheckKey(step.RowKey);
            Require(
                step.PartitionKey == steps[0].PartitionKey,
                "A transaction stays in one partition."
            );
            Require(rows.Add(step.RowKey), "A transaction names a row once.");
            Require(
                step is not Operation.Replace { Entity.ETag: null },
                "To replace a row its ETag is needed."
            );
        }
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new ArgumentException(rule);
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{2,62}\z")]
    private static partial Regex TableName();

    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex ContainerName();

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\z")]
    private static partial Regex BlobName();
}
