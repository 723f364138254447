using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage;

/// <summary>What every implementation of <see cref="ITables"/> does. A test uses a table of its own.</summary>
public abstract partial class TablesContract
{
    private protected static readonly CancellationToken None = CancellationToken.None;

    private protected string Table { get; } = "T" + Guid.NewGuid().ToString("N");

    private protected abstract Task<ITables> CreateAsync();

    private protected static Entity Row(string row, string value = "x", string partition = "p") =>
        new(partition, row, new Dictionary<string, object> { ["value"] = value });

    private protected static Operation Insert(string row, string value = "x") =>
        new Operation.Insert(Row(row, value));

    private protected static Operation Delete(string row) => new Operation.Delete("p", row);

    private protected static Operation Require(string row) => new Operation.Require("p", row);

    private protected Task<Outcome> Submit(ITables tables, params Operation[] steps) =>
        tables.SubmitAsync(Table, steps, None);

    private protected async Task<string?> Value(ITables tables, string row) =>
        (await tables.GetAsync(Table, "p", row, None))?.Properties["value"] as string;

    private protected async Task<List<Entity>> All(ITables tables, string partition = "p")
    {
        var rows = new List<Entity>();
        await foreach (var row in tables.QueryAsync(Table, partition, None))
            rows.Add(row);
        return rows;
    }

    [Fact]
    public async Task Wiping_leaves_the_rows_that_there_are()
    {
        const string partition = "some-partition";
        var (a, b) = (Row("a", partition: partition), Row("b", partition: partition));
        var tables = await CreateAsync();
        await tables.WipeAsync(Table, [partition], None);
        await Submit(tables, new Operation.Insert(a), new Operation.Insert(b));
        await Submit(tables, new Operation.Delete(partition, "a"));

        await tables.WipeAsync(Table, [partition, "another"], None);

        Assert.Equal(["b"], (await All(tables, partition)).Select(row => row.RowKey));
        Assert.Equal(Outcome.Done, await Submit(tables, new Operation.Insert(a)));
    }

    [Fact]
    public async Task A_table_never_written_holds_nothing()
    {
        var tables = await CreateAsync();

        Assert.Null(await tables.GetAsync(Table, "p", "r", None));
        Assert.Empty(await All(tables));
        Assert.Equal(Outcome.Missing, await Submit(tables, Require("r")));
        Assert.Equal(Outcome.Missing, await Submit(tables, Delete("r")));
    }

    [Fact]
    public async Task An_insert_is_read_back_and_a_second_one_changes_nothing()
    {
        var tables = await CreateAsync();

        Assert.Equal(Outcome.Done, await Submit(tables, Insert("r", "first")));
        Assert.Equal(Outcome.Exists, await Submit(tables, Insert("r", "second")));

        var row = await tables.GetAsync(Table, "p", "r", None);
        Assert.Equal(("p", "r"), (row!.PartitionKey, row.RowKey));
        Assert.Equal("first", row.Properties["value"]);
        Assert.Single(row.Properties);
        Assert.False(string.IsNullOrEmpty(row.ETag));
    }

    [Fact]
    public async Task Keys_are_told_apart_by_case_and_partition()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("r"));

        Assert.Equal(Outcome.Done, await Submit(tables, Insert("R")));
        Assert.Equal(
            Outcome.Done,
            await Submit(tables, new Operation.Insert(Row("r", partition: "P")))
        );
        Assert.Equal(2, (await All(tables)).Count);
        Assert.Single(await All(tables, "P"));
    }

    [Fact]
    public async Task Unusual_keys_and_texts_survive()
    {
        var tables = await CreateAsync();
        foreach (var key in new[] { "a b", "é'ü", "'", "a&b=c+d", "~!@$^*()[]{}|;:,.<>\"", "日本" })
        {
            var text = key + " \r\n\t\"\\ </script> \u0001 😀";
            Assert.Equal(Outcome.Done, await Submit(tables, Insert(key, text)));
            Assert.Equal(text, await Value(tables, key));
        }
        Assert.Equal(6, (await All(tables)).Count);
    }

    [Fact]
    public async Task Rows_come_in_the_order_of_their_keys()
    {
        var tables = await CreateAsync();
        foreach (var key in new[] { "b", "~gate", "a", "B", "10", "9" })
            await Submit(tables, Insert(key));

        Assert.Equal(
            ["10", "9", "B", "a", "b", "~gate"],
            (await All(tables)).Select(row => row.RowKey)
        );
    }

    [Fact]
    public async Task Every_type_of_property_comes_back_as_it_was()
    {
        var tables = await CreateAsync();
        var properties = EveryType();

        await tables.SubmitAsync(
            Table,
            [new Operation.Insert(new Entity("p", "r", properties))],
            None
        );

        AssertSame(properties, (await tables.GetAsync(Table, "p", "r", None))!.Properties);
        AssertSame(properties, (await All(tables)).Single().Properties);
    }

    internal static Dictionary<string, object> EveryType() =>
        new()
        {
            ["empty"] = "",
            ["text"] = "olá",
            ["looksLikeANumber"] = "123",
            ["looksLikeATime"] = "2026-01-01T00:00:00Z",
            ["int"] = int.MinValue,
            ["long"] = long.MaxValue,
            ["smallLong"] = 5L,
            ["double"] = 0.1,
            ["wholeDouble"] = 3.0,
            ["smallest"] = double.Epsilon,
            ["large"] = -1.5e300,
            ["yes"] = true,
            ["no"] = false,
            ["time"] = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(1)).AddTicks(7),
            ["guid"] = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
            ["bytes"] = new byte[] { 0, 255, 7 },
            ["noBytes"] = Array.Empty<byte>(),
        };

    internal static void AssertSame(
        IReadOnlyDictionary<string, object> expected,
        IReadOnlyDictionary<string, object> actual
    )
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (name, value) in expected)
        {
            Assert.IsType(value.GetType(), actual[name]);
            Assert.Equal(value, actual[name]);
        }
        foreach (var time in actual.Values.OfType<DateTimeOffset>())
            Assert.Equal(TimeSpan.Zero, time.Offset);
    }
}
