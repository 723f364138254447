using System.Numerics;
using Microsoft.Data.Sqlite;

namespace Survey.Storage;

/// <summary>Reads a table of a damaged file: what can be reached, in the order of the keys. A page that holds rubbish
/// ends a reading that comes to it; one that begins behind it does not meet it. The row that divides it from the next page
/// goes with it.</summary>
internal sealed class Salvage(Session session, string table)
{
    private const int CorruptCode = 11;

    /// <summary>Characters of keys that are looked at to find out where a damaged place ends.</summary>
    private const int Precision = 96;

    /// <summary>Of a character: keys are ASCII nearly always, and a place need not be exact.</summary>
    private const int Bits = 7;

    private const int Highest = (1 << Bits) - 1;

    /// <summary>Less than any character of a key.</summary>
    private const char Divider = '\u0001';

    private readonly string _next =
        $"SELECT PartitionKey, RowKey, ETag, Properties FROM \"{table}\" WHERE (PartitionKey, RowKey) > "
        + "($0, $1) ORDER BY PartitionKey, RowKey LIMIT $2";

    /// <summary>A row as it is stored.</summary>
    public readonly record struct Stored(
        string Partition,
        string Row,
        long ETag,
        byte[] Properties
    );

    /// <summary>Rows behind a place, at most so many; broken off where they cannot be read.</summary>
    /// <param name="partition">The first row of another one is the last; null: all of them.</param>
    public (List<Stored> Rows, bool IsBroken) Read(Place after, int count, string? partition = null)
    {
        var rows = new List<Stored>();
        try
        {
            using var reader = session
                .Prepare(_next, after.Partition, after.Row, count)
                .ExecuteReader();
            while (reader.Read())
            {
                var row = new Stored(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetInt64(2),
                    reader.GetFieldValue<byte[]>(3)
                );
                // Rubbish can look like rows; reading these would not end.
                if (Place.Of(row) is var at && !at.IsBehind(after))
                    return (rows, true);
                after = at;
                rows.Add(row);
                if (partition is not null && row.Partition != partition)
                    break;
            }
            return (rows, false);
        }
        catch (Exception e)
            when (e is InvalidCastException or SqliteException { SqliteErrorCode: CorruptCode })
        {
            return (rows, true);
        }
    }

    /// <summary>The first place behind another from which rows can be read again; null: there is none.</summary>
    public Place? Beyond(Place broken)
    {
        // In growing steps, so that the nearest end is found and not that of another damaged place.
        var (low, step) = (broken.Number, BigInteger.One);
        var high = low + step;
        while (high < Place.End && !CanBeRead(high))
            (low, step, high) = (high, step * 2, high + step * 2);
        if (high >= Place.End)
            return null;
        while (high - low > 1)
            if ((low + high) / 2 is var middle && CanBeRead(middle))
                high = middle;
            else
                low = middle;
        return Place.At(high);
    }

    private bool CanBeRead(BigInteger number) => !Read(Place.At(number), 1).IsBroken;

    /// <summary>Between two rows, or before or behind all of them.</summary>
    public readonly record struct Place(string Partition, string Row)
    {
        public static Place Start { get; } = new("", "");

        public static BigInteger End { get; } = BigInteger.One << (Bits * Precision);

        public static Place Of(Stored row) => new(row.Partition, row.Row);

        /// <summary>Grows with the keys; their first characters alone count.</summary>
        public BigInteger Number
        {
            get
            {
                var number = BigInteger.Zero;
                var both = $"{Partition}{Divider}{Row}".PadRight(Precision, '\0');
                foreach (var one in both.AsSpan(0, Precision))
                    number = (number << Bits) | Math.Min((int)one, Highest);
                return number;
            }
        }

        public static Place At(BigInteger number)
        {
            var both = new char[Precision];
            for (var place = Precision - 1; place >= 0; place--, number >>= Bits)
                both[place] = (char)(int)(number & Highest);
            var keys = new string(both).TrimEnd('\0').Split(Divider, 2);
            return new(keys[0], keys.Length > 1 ? keys[1] : "");
        }

        public bool IsBehind(Place other) =>
            string.CompareOrdinal(Partition, other.Partition) switch
            {
                0 => string.CompareOrdinal(Row, other.Row) > 0,
                var order => order > 0,
            };
    }
}
