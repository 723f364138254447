using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage;

/// <summary>Many rows, cancelling, and what is refused before it is tried.</summary>
public abstract partial class TablesContract
{
    private const int Many = 2_500;

    private async Task FillAsync(ITables tables)
    {
        for (var start = 0; start < Many; start += 100)
            Assert.Equal(
                Outcome.Done,
                await Submit(
                    tables,
                    [.. Enumerable.Range(start, 100).Select(i => Insert($"{i:d5}", $"{i}"))]
                )
            );
    }

    [Fact]
    public async Task Two_and_a_half_thousand_rows_come_in_order_each_once_even_while_others_write()
    {
        var tables = await CreateAsync();
        await FillAsync(tables);
        await tables.SubmitAsync(Table, [new Operation.Insert(Row("0", partition: "q"))], None);

        var read = new List<string>();
        await foreach (var row in tables.QueryAsync(Table, "p", None))
        {
            Assert.Equal($"{int.Parse(row.RowKey, null)}", row.Properties["value"]);
            read.Add(row.RowKey);
            // Rows before the place of reading: they must neither block nor be seen nor shift others.
            if (read.Count % 500 == 1)
                Assert.Equal(Outcome.Done, await Submit(tables, Insert($"!{read.Count}")));
        }

        Assert.Equal(Enumerable.Range(0, Many).Select(i => $"{i:d5}"), read);
        Assert.Equal(Many + 5, (await All(tables)).Count);
    }

    [Fact]
    public async Task Rows_can_be_erased_while_they_are_read()
    {
        var tables = await CreateAsync();
        await FillAsync(tables);

        var batch = new List<Operation>();
        await foreach (var row in tables.QueryAsync(Table, "p", None))
        {
            batch.Add(Delete(row.RowKey));
            if (batch.Count < 100)
                continue;
            Assert.Equal(Outcome.Done, await Submit(tables, [.. batch]));
            batch.Clear();
        }

        Assert.Empty(await All(tables));
    }

    [Fact]
    public async Task A_cancelled_call_says_so_and_does_nothing()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("there"));
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var cancel = source.Token;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            tables.SubmitAsync(Table, [Insert("r")], cancel)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            tables.GetAsync(Table, "p", "there", cancel)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in tables.QueryAsync(Table, "p", cancel)) { }
        });
        Assert.Null(await Value(tables, "r"));
    }

    [Fact]
    public async Task Reading_can_be_left_in_the_middle()
    {
        var tables = await CreateAsync();
        await FillAsync(tables);

        await foreach (var row in tables.QueryAsync(Table, "p", None))
            if (row.RowKey == "01200")
                break;

        Assert.Equal(Outcome.Done, await Submit(tables, Insert("r")));
    }

    public static TheoryData<string> Faults => [.. LimitsTests.Faulty.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_breaks_a_limit_is_refused(string fault)
    {
        var tables = await CreateAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            tables.SubmitAsync(Table, LimitsTests.Faulty[fault], None)
        );
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            tables.SubmitAsync("no-table", [Insert("r")], None)
        );
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            tables.GetAsync(Table, "p", "a/b", None)
        );
    }

    [Fact]
    public async Task The_largest_allowed_is_kept()
    {
        var tables = await CreateAsync();
        var properties = Enumerable
            .Range(0, 15)
            .ToDictionary(i => $"text{i}", object (_) => new string('é', 32 * 1024));
        for (var i = 15; i < 252; i++)
            properties.Add($"number{i}", i);
        var row = new Entity(new string('k', 512), new string('~', 512), properties);

        Assert.Equal(
            Outcome.Done,
            await tables.SubmitAsync(Table, [new Operation.Insert(row)], None)
        );
        AssertSame(
            properties,
            (await tables.GetAsync(Table, row.PartitionKey, row.RowKey, None))!.Properties
        );
    }
}
