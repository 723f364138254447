using Microsoft.Data.Sqlite;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Embedded;

public sealed class GroupCommitTests : IDisposable
{
    private const int Capacity = 200;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();
    private readonly Session _session;
    private readonly GroupCommit _commits;

    public GroupCommitTests()
    {
        _session = new Session(File);
        _session.Run("CREATE TABLE t (n INTEGER PRIMARY KEY, filler BLOB)");
        _commits = new GroupCommit(_session, Capacity);
    }

    private string File => Path.Combine(_folder.Path, "test.db");

    public void Dispose()
    {
        _commits.Dispose();
        _folder.Dispose();
    }

    private Task<int> Insert(int number, int bytes = 0) =>
        _commits.RunAsync(
            session => session.Run("INSERT INTO t VALUES ($0, zeroblob($1))", number, bytes),
            None
        );

    /// <summary>Has the writer wait, so that what is asked for meanwhile makes one group.</summary>
    private async Task<T> WhileItWaits<T>(Func<T> ask)
    {
        using var go = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        var holding = _commits.RunAsync(
            _ =>
            {
                started.Set();
                go.Wait();
                return 0;
            },
            None
        );
        started.Wait();
        var asked = ask();
        go.Set();
        await holding;
        return asked;
    }

    private List<long> Stored()
    {
        using var reader = new Session(File);
        using var rows = reader.Prepare("SELECT n FROM t ORDER BY n").ExecuteReader();
        var stored = new List<long>();
        while (rows.Read())
            stored.Add(rows.GetInt64(0));
        return stored;
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", 2L)] // FULL: a commit waits for the disk.
    [InlineData("secure_delete", 1L)]
    public async Task What_is_acknowledged_is_on_disk_and_what_is_erased_is_not(
        string pragma,
        object setting
    ) =>
        Assert.Equal(
            setting,
            await _commits.RunAsync(session => session.Scalar($"PRAGMA {pragma}"), None)
        );

    [Fact]
    public async Task A_transaction_that_fails_harms_no_neighbour()
    {
        var asked = await WhileItWaits(() =>
            Enumerable
                .Range(0, 50)
                .Select(i =>
                    i == 20 ? _commits.RunAsync<int>(Fail, None)
                    : i == 30 ? Insert(7)
                    : Insert(i)
                )
                .ToArray()
        );

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => asked[20]);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => asked[30]);
        foreach (var task in asked.Where((_, i) => i is not (20 or 30)))
            Assert.Equal(1, await task);
        Assert.Equal(
            Enumerable.Range(0, 50).Where(i => i is not (20 or 30)).Select(i => (long)i),
            Stored()
        );

        static int Fail(Session session)
        {
            session.Run("INSERT INTO t VALUES ($0, NULL)", 1_000);
            throw new InvalidTimeZoneException();
        }
    }

    [Fact]
    public async Task Nothing_is_acknowledged_when_the_disk_is_full_and_it_goes_on_afterwards()
    {
        await Insert(1);
        await _commits.RunAsync(session => session.Scalar("PRAGMA max_page_count=20"), None);
        var asked = await WhileItWaits(() =>
            Enumerable.Range(2, 10).Select(i => Insert(i, 50_000)).ToArray()
        );

        foreach (var task in asked)
            await Assert.ThrowsAsync<StorageUnavailableException>(() => task);
        Assert.Equal([1], Stored());
        Assert.Equal(1, await Insert(20));
        Assert.Equal([1, 20], Stored());
    }

    [Fact]
    public async Task A_locked_file_is_unavailable_until_it_is_free()
    {
        using (var other = new SqliteConnection($"Data Source={File};Pooling=false"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            await Assert.ThrowsAsync<StorageUnavailableException>(() => Insert(1));
        }

        Assert.Equal(1, await Insert(1));
    }

    [Fact]
    public async Task What_waits_when_it_closes_is_written_first()
    {
        var asked = await WhileItWaits(() =>
            Enumerable.Range(0, 30).Select(i => Insert(i)).ToArray()
        );
        _commits.Dispose();

        await Task.WhenAll(asked);
        Assert.Equal(30, Stored().Count);
    }

    [Fact]
    public async Task Too_many_that_wait_are_refused_and_the_others_kept()
    {
        var asked = await WhileItWaits(() =>
            Enumerable.Range(0, Capacity + 5).Select(i => TryInsert(i)).ToArray()
        );

        var kept = (await Task.WhenAll(asked)).Count(done => done);
        Assert.Equal(Capacity, kept);
        Assert.Equal(Capacity, Stored().Count);

        async Task<bool> TryInsert(int number)
        {
            try
            {
                return await Insert(number) == 1;
            }
            catch (StorageUnavailableException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task What_is_cancelled_while_it_waits_is_not_done()
    {
        using var source = new CancellationTokenSource();
        var asked = await WhileItWaits(() =>
        {
            var cancelled = _commits.RunAsync(
                session => session.Run("INSERT INTO t VALUES (1, NULL)"),
                source.Token
            );
            source.Cancel();
            return new[] { cancelled, Insert(2) };
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked[0]);
        await asked[1];
        Assert.Equal([2], Stored());
    }
}
