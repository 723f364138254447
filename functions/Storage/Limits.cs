using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Storage;

/// <summary>The limits of Azure Table and Blob Storage, the same for every implementation and never left to a server.
/// Every method throws <see cref="ArgumentException"/>; no message holds a value.</summary>
internal static partial class Limits
{
    public const int Steps = 100;
    private const int KeyLength = 512;
    private const int PropertyCount = 252;
    private const int PropertyBytes = 64 * 1024;
    private const int EntityBytes = 1024 * 1024;
    private const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>More than a step costs in a batch beside its properties.</summary>
    private const int StepOverhead = 4096;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void CheckTable(string table) =>
        Require(TableName().IsMatch(table), "A table's name is 3 to 63 letters and digits.");

    public static void CheckKey(string key) =>
        Require(
            key.Length is > 0 and <= KeyLength
                && !key.AsSpan().ContainsAny(@"/\#?%")
                && !key.Any(char.IsControl)
                && IsUnicode(key),
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
        var bytes = 0L;
        foreach (var step in steps)
        {
            CheckKey(step.PartitionKey);
            CheckKey(step.RowKey);
            Require(
                step.PartitionKey == steps[0].PartitionKey,
                "A transaction stays in one partition."
            );
            Require(rows.Add(step.RowKey), "A transaction names a row once.");
            // As JSON a UTF-16 character of two bytes becomes at most six.
            bytes += StepOverhead + 3L * SizeOf(step);
        }
        Require(bytes <= TransactionBytes, "A transaction is at most 4 MiB as sent.");
    }

    private static int SizeOf(Operation step)
    {
        if (step is Operation.Replace { Entity.ETag: null })
            throw new ArgumentException("To replace a row its ETag is needed.");
        return step switch
        {
            Operation.Insert insert => SizeOf(insert.Entity),
            Operation.Replace replace => SizeOf(replace.Entity),
            _ => 0,
        };
    }

    /// <summary>Bytes as Table Storage counts them.</summary>
    private static int SizeOf(Entity entity)
    {
        Require(entity.Properties.Count <= PropertyCount, "An entity has at most 252 properties.");
        var bytes = 4L + 2L * (entity.PartitionKey.Length + entity.RowKey.Length);
        foreach (var (name, value) in entity.Properties)
        {
            Require(
                PropertyName().IsMatch(name)
                    && name is not ("PartitionKey" or "RowKey" or "Timestamp"),
                "A property's name is a letter or underscore and letters, digits, underscores; at most 255."
            );
            var size = SizeOf(value);
            Require(size <= PropertyBytes, "A property holds at most 64 KiB.");
            bytes += 8 + 2 * name.Length + 4 + size;
        }
        Require(bytes <= EntityBytes, "An entity is at most 1 MiB.");
        return (int)bytes;
    }

    private static int SizeOf(object value)
    {
        switch (value)
        {
            case string text:
                Require(IsUnicode(text), "A string has half a character.");
                return 2 * text.Length;
            case byte[] bytes:
                return bytes.Length;
            case DateTimeOffset time:
                Require(time >= Earliest, "A time is not before 1601.");
                return 8;
            case long or double:
                return 8;
            case int or bool:
                return 4;
            case Guid:
                return 16;
            default:
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"A property cannot hold a {value?.GetType().Name ?? "null"}."
                    )
                );
        }
    }

    private static bool IsUnicode(string text)
    {
        try
        {
            return Strict.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
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

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,254}\z")]
    private static partial Regex PropertyName();
}
