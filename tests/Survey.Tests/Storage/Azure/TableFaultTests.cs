using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

/// <summary>Every operation on tables, with every fault on its way: nothing lost, nothing doubled.</summary>
[Collection(AzuriteTests.Name)]
public sealed class TableFaultTests(SharedAzurite shared)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _table = "T" + Guid.NewGuid().ToString("N");
    private readonly FaultyNetwork _network = new();

    private AzureTables Tables =>
        field ??= new(
            AzureClients.FromConnection(shared.Azurite.Connection, _network.Configure).Tables
        );

    private static Entity Row(string row, string value = "x") =>
        new(
            "p",
            row,
            new Dictionary<string, object>
            {
                ["value"] = value,
                ["count"] = 5L,
                ["bytes"] = new byte[] { 1, 2 },
                ["time"] = DateTimeOffset.UnixEpoch,
            }
        );

    private static Operation.Insert Insert(string row, string value = "x") => new(Row(row, value));

    private static Operation.Delete Delete(string row) => new("p", row);

    private Task<Outcome> Submit(params Operation[] steps) =>
        Tables.SubmitAsync(_table, steps, None);

    private async Task<Entity> Get(string row) => (await Tables.GetAsync(_table, "p", row, None))!;

    private async Task<string> All()
    {
        var rows = new List<string>();
        await foreach (var row in Tables.QueryAsync(_table, "p", None))
            rows.Add($"{row.RowKey}={row.Properties["value"]}");
        return string.Join(' ', rows);
    }

    [Theory]
    [EveryFault]
    public async Task A_first_insert_is_done_once(Fault fault)
    {
        _network.Next(fault);

        Assert.Equal(Outcome.Done, await Submit(Insert("r")));
        Assert.Equal("r=x", await All());
    }

    [Theory]
    [EveryFault]
    public async Task An_insert_is_done_once(Fault fault)
    {
        await Submit(Insert("other"));
        _network.Next(fault);

        Assert.Equal(Outcome.Done, await Submit(Insert("r")));
        Assert.Equal("other=x r=x", await All());
    }

    [Theory]
    [EveryFault]
    public async Task An_insert_behind_a_gate_is_done_once(Fault fault)
    {
        await Submit(Insert("~gate"));
        _network.Next(fault);

        Assert.Equal(Outcome.Done, await Submit(new Operation.Require("p", "~gate"), Insert("r")));
        Assert.Equal("r=x ~gate=x", await All());
    }

    [Theory]
    [EveryFault]
    public async Task A_change_is_done_once(Fault fault)
    {
        await Submit(Insert("r"));
        var change = Row("r", "y") with { ETag = (await Get("r")).ETag };
        _network.Next(fault);

        Assert.Equal(Outcome.Done, await Submit(new Operation.Replace(change)));
        Assert.Equal("r=y", await All());
        Assert.Equal(Outcome.Changed, await Submit(new Operation.Replace(change)));
    }

    [Theory]
    [EveryFault]
    public async Task An_erasure_is_done_once(Fault fault)
    {
        await Submit(Insert("a"), Insert("b"));
        _network.Next(fault);
        Assert.Equal(Outcome.Done, await Submit(Delete("a")));

        Assert.Equal(Outcome.Missing, await Submit(Delete("a")));
        Assert.Equal("b=x", await All());
    }

    [Theory]
    [EveryFault]
    public async Task A_transaction_of_every_kind_of_step_is_done_once(Fault fault)
    {
        await Submit(Insert("gate"), Insert("goes"), Insert("changes"));
        var change = Row("changes", "y") with { ETag = (await Get("changes")).ETag };
        _network.Next(fault);

        Assert.Equal(
            Outcome.Done,
            await Submit(
                new Operation.Require("p", "gate"),
                Delete("goes"),
                new Operation.Replace(change),
                Insert("comes")
            )
        );
        Assert.Equal("changes=y comes=x gate=x", await All());
    }

    [Theory]
    [EveryFault]
    public async Task Reading_misses_nothing_and_repeats_nothing(Fault fault)
    {
        for (var start = 0; start < 1_200; start += 100)
            await Submit([.. Enumerable.Range(start, 100).Select(i => Insert($"{i:d4}"))]);

        _network.Next(fault);
        Assert.Equal("x", (await Get("0007")).Properties["value"]);

        var expected = string.Join(' ', Enumerable.Range(0, 1_200).Select(i => $"{i:d4}=x"));
        _network.Next(fault);
        Assert.Equal(expected, await All());

        var rows = 0;
        await foreach (var row in Tables.QueryAsync(_table, "p", None))
        {
            Assert.Equal($"{rows++:d4}", row.RowKey);
            if (rows == 1_000)
                _network.Next(fault);
        }
        Assert.Equal(1_200, rows);
    }

    [Theory]
    [InlineData(Fault.RequestLost)]
    [InlineData(Fault.FailedAfter)]
    public async Task Another_s_row_is_not_taken_for_our_own_after_a_retry(Fault fault)
    {
        await Submit(Insert("r", "another's"), Insert("s"));
        var stale = Row("s", "ours") with { ETag = (await Get("s")).ETag };
        await Submit(new Operation.Replace(Row("s", "theirs") with { ETag = stale.ETag }));

        _network.Next(fault);
        Assert.Equal(Outcome.Exists, await Submit(Insert("r", "ours")));
        _network.Next(fault);
        Assert.Equal(Outcome.Exists, await Submit(Insert("t"), Insert("r", "ours")));
        _network.Next(fault);
        Assert.Equal(Outcome.Changed, await Submit(new Operation.Replace(stale)));
        Assert.Equal("r=another's s=theirs", await All());
    }

    [Fact]
    public async Task A_response_kept_just_before_the_gate_went_is_known_as_kept()
    {
        await Submit(Insert("~gate"));
        _network.Next(Fault.ReplyLost);
        var other = new AzureTables(shared.Azurite.Clients.Tables);
        var requests = 0;
        _network.Answer = _ =>
        {
            // Between the lost reply and the second try somebody closes.
            if (++requests == 2)
                Assert.Equal(
                    Outcome.Done,
                    other.SubmitAsync(_table, [Delete("~gate")], None).GetAwaiter().GetResult()
                );
            return null;
        };

        Assert.Equal(Outcome.Done, await Submit(new Operation.Require("p", "~gate"), Insert("r")));
        Assert.Equal("r=x", await All());
    }

    [Fact]
    public async Task A_service_that_says_nothing_is_given_up_and_asked_again()
    {
        await Submit(Insert("~gate"));
        var clients = AzureClients.FromConnection(
            shared.Azurite.Connection,
            options =>
            {
                _network.Configure(options);
                options.Retry.NetworkTimeout = TimeSpan.FromSeconds(2);
            }
        );
        var tables = new AzureTables(clients.Tables);
        _network.Next(Fault.Silence);

        Assert.Equal(
            Outcome.Done,
            await tables.SubmitAsync(
                _table,
                [new Operation.Require("p", "~gate"), Insert("r")],
                None
            )
        );
        Assert.Equal("r=x ~gate=x", await All());
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so_and_not_that_the_store_is_down()
    {
        await Submit(Insert("r"));
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        _network.Next(Fault.Silence);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Tables.GetAsync(_table, "p", "r", source.Token)
        );
    }

    [Fact]
    public async Task Four_tries_in_vain_say_unavailable()
    {
        await Submit(Insert("other"));
        foreach (
            var act in new Func<Task>[]
            {
                () => Submit(Insert("r")),
                () => Submit(Insert("r"), Insert("s")),
                () => Submit(Delete("other")),
                () => Get("other"),
                All,
            }
        )
        {
            _network.Requests.Clear();
            _network.Next([.. Enumerable.Repeat(Fault.RequestLost, 4)]);
            var said = await Assert.ThrowsAsync<StorageUnavailableException>(act);
            Assert.Equal(4, _network.Requests.Count);
            Assert.DoesNotContain(Azurite.Key, said.ToString(), StringComparison.Ordinal);
        }
        Assert.Equal("other=x", await All());
    }
}
