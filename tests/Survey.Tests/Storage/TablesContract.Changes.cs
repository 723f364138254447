using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage;

/// <summary>Changes, transactions and races.</summary>
public abstract partial class TablesContract
{
    [Fact]
    public async Task A_row_is_replaced_whole_and_only_under_its_etag()
    {
        var tables = await CreateAsync();
        await tables.SubmitAsync(
            Table,
            [
                new Operation.Insert(
                    new Entity("p", "r", new Dictionary<string, object> { ["a"] = 1, ["b"] = 2 })
                ),
            ],
            None
        );
        var read = (await tables.GetAsync(Table, "p", "r", None))!;
        var change = read with { Properties = new Dictionary<string, object> { ["c"] = 3 } };

        Assert.Equal(Outcome.Done, await Submit(tables, new Operation.Replace(change)));
        Assert.Equal(Outcome.Changed, await Submit(tables, new Operation.Replace(change)));

        var now = (await tables.GetAsync(Table, "p", "r", None))!;
        Assert.Equal(["c"], now.Properties.Keys);
        Assert.NotEqual(read.ETag, now.ETag);
        Assert.Equal(
            Outcome.Missing,
            await Submit(tables, new Operation.Replace(change with { RowKey = "other" }))
        );
    }

    [Fact]
    public async Task A_row_goes_once()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("r"));

        Assert.Equal(Outcome.Done, await Submit(tables, Delete("r")));
        Assert.Equal(Outcome.Missing, await Submit(tables, Delete("r")));
        Assert.Null(await tables.GetAsync(Table, "p", "r", None));
        Assert.Equal(Outcome.Done, await Submit(tables, Insert("r")));
    }

    [Fact]
    public async Task A_required_row_lets_others_pass_and_stays_as_it_is()
    {
        var tables = await CreateAsync();

        Assert.Equal(Outcome.Missing, await Submit(tables, Require("gate"), Insert("r")));
        Assert.Null(await Value(tables, "r"));

        await Submit(tables, Insert("gate", "open"));
        Assert.Equal(Outcome.Done, await Submit(tables, Require("gate")));
        Assert.Equal(Outcome.Done, await Submit(tables, Require("gate"), Insert("r")));
        Assert.Equal(Outcome.Exists, await Submit(tables, Require("gate"), Insert("r", "other")));
        Assert.Equal(("open", "x"), (await Value(tables, "gate"), await Value(tables, "r")));
    }

    [Fact]
    public async Task One_step_that_cannot_be_done_undoes_all()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("there"), Insert("changed"));
        var stale = (await tables.GetAsync(Table, "p", "changed", None))!;
        await Submit(tables, new Operation.Replace(stale));
        var before = await All(tables);

        Assert.Equal(
            Outcome.Exists,
            await Submit(tables, Insert("new"), Delete("changed"), Insert("there", "y"))
        );
        Assert.Equal(
            Outcome.Changed,
            await Submit(tables, Insert("new"), Delete("there"), new Operation.Replace(stale))
        );
        Assert.Equal(
            Outcome.Missing,
            await Submit(tables, Insert("new"), Delete("there"), Delete("nowhere"))
        );
        Assert.Equal(
            before.Select(row => (row.RowKey, row.ETag)),
            (await All(tables)).Select(row => (row.RowKey, row.ETag))
        );
    }

    [Fact]
    public async Task Of_several_faults_the_first_step_decides()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("there"));

        Assert.Equal(Outcome.Exists, await Submit(tables, Insert("there"), Require("nowhere")));
        Assert.Equal(Outcome.Missing, await Submit(tables, Require("nowhere"), Insert("there")));
    }

    [Fact]
    public async Task A_transaction_does_every_kind_of_step()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("gate"), Insert("goes"), Insert("changes"));
        var row = (await tables.GetAsync(Table, "p", "changes", None))!;
        var change = row with { Properties = Row("changes", "new").Properties };

        Assert.Equal(
            Outcome.Done,
            await Submit(
                tables,
                Require("gate"),
                new Operation.Replace(change),
                Delete("goes"),
                Insert("comes")
            )
        );
        Assert.Equal(
            ["changes=new", "comes=x", "gate=x"],
            (await All(tables)).Select(entity => $"{entity.RowKey}={entity.Properties["value"]}")
        );
    }

    [Fact]
    public async Task Of_fifty_inserts_at_once_exactly_one_is_done()
    {
        var tables = await CreateAsync();

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => Task.Run(() => Submit(tables, Insert("r", $"{i}"))))
        );

        Assert.Equal(49, outcomes.Count(outcome => outcome == Outcome.Exists));
        var winner = Array.IndexOf(outcomes, Outcome.Done);
        Assert.Equal($"{winner}", await Value(tables, "r"));
    }

    [Fact]
    public async Task Of_twenty_changes_to_one_version_exactly_one_is_done()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("r"));
        var read = (await tables.GetAsync(Table, "p", "r", None))!;

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i =>
                    Task.Run(() =>
                        Submit(
                            tables,
                            new Operation.Replace(
                                read with
                                {
                                    Properties = Row("r", $"{i}").Properties,
                                }
                            )
                        )
                    )
                )
        );

        Assert.Equal(19, outcomes.Count(outcome => outcome == Outcome.Changed));
        Assert.Equal($"{Array.IndexOf(outcomes, Outcome.Done)}", await Value(tables, "r"));
    }

    [Fact]
    public async Task Nothing_passes_a_gate_once_it_is_gone()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("~gate"));
        var closed = false;

        var inserts = Enumerable
            .Range(0, 60)
            .Select(i =>
                Task.Run(async () =>
                {
                    var late = Volatile.Read(ref closed);
                    var outcome = await Submit(tables, Require("~gate"), Insert($"{i:d3}"));
                    return (late, outcome, Row: $"{i:d3}");
                })
            )
            .ToList();
        Assert.Equal(Outcome.Done, await Submit(tables, Delete("~gate")));
        Volatile.Write(ref closed, true);
        var atClose = (await All(tables)).Select(row => row.RowKey).ToList();
        inserts.Add(
            Task.Run(async () =>
                (true, await Submit(tables, Require("~gate"), Insert("late")), "late")
            )
        );
        var ends = await Task.WhenAll(inserts);

        Assert.DoesNotContain(ends, end => end.late && end.outcome == Outcome.Done);
        Assert.Equal(
            ends.Where(end => end.outcome == Outcome.Done).Select(end => end.Row).Order(),
            atClose
        );
    }
}
