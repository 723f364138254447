using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Survey.Storage;

/// <summary>The statements of one table: <c>(PartitionKey, RowKey)</c> to a random ETag and the properties.</summary>
internal sealed class Rows(string table)
{
    private const string Key = "PartitionKey = $0 AND RowKey = $1";

    /// <summary>What stands for rows that are lost has no properties, not even that there are none.</summary>
    private const string IsRow = "length(Properties) > 0";

    private readonly string _make =
        $"CREATE TABLE IF NOT EXISTS \"{table}\" (PartitionKey TEXT NOT NULL, RowKey TEXT NOT NULL, "
        + "ETag INTEGER NOT NULL, Properties BLOB NOT NULL, PRIMARY KEY (PartitionKey, RowKey)) STRICT, WITHOUT ROWID";
    private readonly string _etag = $"SELECT ETag FROM \"{table}\" WHERE {Key}";
    private readonly string _get =
        $"SELECT RowKey, ETag, Properties FROM \"{table}\" WHERE {Key} AND {IsRow}";
    private readonly string _page =
        $"SELECT RowKey, ETag, Properties FROM \"{table}\" WHERE PartitionKey = $0 AND RowKey > $1 AND {IsRow} ORDER BY RowKey LIMIT $2";
    private readonly string _forget =
        $"DELETE FROM \"{table}\" WHERE PartitionKey = $0 AND NOT {IsRow}";
    private readonly string _insert = $"INSERT INTO \"{table}\" VALUES ($0, $1, $2, $3)";
    private readonly string _replace =
        $"UPDATE \"{table}\" SET ETag = $2, Properties = $3 WHERE {Key}";
    private readonly string _delete = $"DELETE FROM \"{table}\" WHERE {Key}";

    public Step Ready(Operation operation) => new(this, operation);

    public void Make(Session session) => session.Run(_make);

    public bool Exists(Session session) =>
        session.Scalar(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $0 COLLATE NOCASE",
            table
        )
            is not null;

    public Entity? Get(Session session, string partitionKey, string rowKey)
    {
        using var reader = session.Prepare(_get, partitionKey, rowKey).ExecuteReader();
        return reader.Read() ? Read(partitionKey, reader) : null;
    }

    /// <summary>Rows after a row key, in the order of the keys.</summary>
    public List<Entity> Page(Session session, string partitionKey, string after, int count)
    {
        var page = new List<Entity>();
        using var reader = session.Prepare(_page, partitionKey, after, count).ExecuteReader();
        while (reader.Read())
            page.Add(Read(partitionKey, reader));
        return page;
    }

    /// <summary>As it was written, without its ETag; null stands for lost rows. A damaged row has no properties.</summary>
    public static Entity? Readable(Salvage.Stored row) =>
        row.Properties.Length == 0 ? null : new Entity(row.Partition, row.Row, PropertiesOf(row));

    private static Dictionary<string, object> PropertiesOf(Salvage.Stored row)
    {
        try
        {
            return PropertyJson.Read(row.Properties);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return [];
        }
    }

    /// <summary>Puts a row as it was stored into another file.</summary>
    public void Copy(Session session, Salvage.Stored row) =>
        session.Run(
            $"INSERT OR IGNORE INTO \"{table}\" VALUES ($0, $1, $2, $3)",
            row.Partition,
            row.Row,
            row.ETag,
            row.Properties
        );

    /// <summary>Removes what stands for lost rows of a partition.</summary>
    public void ForgetLost(Session session, string partitionKey) =>
        session.Run(_forget, partitionKey);

    /// <exception cref="DamagedException">The row is not as it was written.</exception>
    private static Entity Read(string partitionKey, SqliteDataReader row)
    {
        try
        {
            return new(
                partitionKey,
                row.GetString(0),
                PropertyJson.Read(row.GetFieldValue<byte[]>(2)),
                ETagOf(row.GetInt64(1))
            );
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new DamagedException("A row of the data file is damaged.", e);
        }
    }

    /// <summary>What reading properties throws that are not as they were written.</summary>
    private static bool IsDamage(Exception e) =>
        e is JsonException or InvalidOperationException or FormatException or InvalidCastException;

    private static string ETagOf(long stored) =>
        $"W/\"{stored.ToString("x16", CultureInfo.InvariantCulture)}\"";

    /// <summary>A step with all that can be prepared before the writer's turn.</summary>
    public readonly struct Step
    {
        private readonly Rows _rows;
        private readonly Operation _operation;
        private readonly byte[] _properties = [];
        private readonly long _etag;

        public Step(Rows rows, Operation operation)
        {
            _rows = rows;
            _operation = operation;
            if (operation is Operation.Insert insert)
                _properties = PropertyJson.Write(insert.Entity.Properties);
            else if (operation is Operation.Replace replace)
                _properties = PropertyJson.Write(replace.Entity.Properties);
            // Random: a count would tell the order of arrival.
            _etag = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        }

        /// <summary>Whether the step can be done. The rows of a transaction differ, so no step changes another's answer.</summary>
        public Outcome Check(Session session)
        {
            var stored = session.Scalar(_rows._etag, _operation.PartitionKey, _operation.RowKey);
            if (_operation is Operation.Insert)
                return stored is null ? Outcome.Done : Outcome.Exists;
            if (stored is not long etag)
                return Outcome.Missing;
            return _operation is Operation.Replace replace && replace.Entity.ETag != ETagOf(etag)
                ? Outcome.Changed
                : Outcome.Done;
        }

        public void Apply(Session session)
        {
            var (partition, row) = (_operation.PartitionKey, _operation.RowKey);
            switch (_operation)
            {
                case Operation.Insert:
                    session.Run(_rows._insert, partition, row, _etag, _properties);
                    session.HasInserted = true;
                    break;
                case Operation.Replace:
                    session.Run(_rows._replace, partition, row, _etag, _properties);
                    break;
                case Operation.Delete:
                    session.Run(_rows._delete, partition, row);
                    session.HasErased = true;
                    break;
            }
        }
    }
}
