using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Survey.Storage;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Storage.Embedded;

public sealed class TracesTests : IDisposable
{
    private const int Count = 300;

    private static readonly DateTimeOffset Now = new(2026, 5, 4, 10, 41, 7, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string PathOf(string name) => Path.Combine(_folder.Path, name);

    private static string KeyOf(int number) =>
        (number * 7919L % 100_003).ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>Rows with keys that look random, added in the order that is given, each in a transaction of its own.</summary>
    private static void Add(Session session, Traces traces, IEnumerable<int> numbers)
    {
        session.Run("CREATE TABLE r (k TEXT PRIMARY KEY, v TEXT) STRICT, WITHOUT ROWID");
        foreach (var number in numbers)
        {
            session.Run("INSERT INTO r VALUES ($0, $1)", KeyOf(number), Marker(number));
            session.HasInserted = true;
            traces.After(1);
        }
    }

    private static string Marker(int number) => $"<{number:d3}>" + new string('-', 200);

    /// <summary>The rows in the order in which they lie in a file, by the reader of its raw bytes.</summary>
    private static int[] OrderIn(string path)
    {
        var text = Encoding.Latin1.GetString(Files.ReadShared(path));
        return
        [
            .. Enumerable
                .Range(0, Count)
                .Select(number =>
                    (number, At: text.LastIndexOf($"<{number:d3}>", StringComparison.Ordinal))
                )
                .Where(found => found.At >= 0)
                .OrderBy(found => found.At)
                .Select(found => found.number),
        ];
    }

    private int[] OrderAfterRest(string name, IEnumerable<int> numbers)
    {
        using var session = new Session(PathOf(name));
        var traces = new Traces(session);
        Add(session, traces, numbers);
        traces.Remove();
        traces.Remove();
        return OrderIn(PathOf(name));
    }

    [Fact]
    public void Whatever_the_order_of_arrival_the_rows_lie_in_the_same_order()
    {
        var forwards = OrderAfterRest("a.db", Enumerable.Range(0, Count));
        var backwards = OrderAfterRest("b.db", Enumerable.Range(0, Count).Reverse());

        Assert.Equal(Count, forwards.Length);
        Assert.Equal(forwards, backwards);
    }

    [Fact]
    public void Before_it_the_log_holds_them_as_they_came_and_afterwards_nothing()
    {
        using var session = new Session(PathOf("a.db"));
        var traces = new Traces(session);
        Add(session, traces, Enumerable.Range(0, 12));
        // In a page the newest row lies lowest.
        Assert.Equal(Enumerable.Range(0, 12).Reverse(), OrderIn(PathOf("a.db-wal")));

        traces.Remove();

        Assert.Equal(0, new FileInfo(PathOf("a.db-wal")).Length);
    }

    [Fact]
    public void A_busy_log_begins_again_every_thousand_rows()
    {
        var path = PathOf("a.db-wal");
        using var session = new Session(PathOf("a.db"));
        var traces = new Traces(session);
        // Each writes a page of the log at least: without it the log would be ten times as long.
        Add(session, traces, Enumerable.Range(0, 100));
        traces.After(1_000);
        var once = new FileInfo(path).Length;
        for (var round = 0; round < 9; round++)
        {
            session.Run("UPDATE r SET v = v || 'x' WHERE k = $0", KeyOf(round));
            traces.After(1_000);
        }

        Assert.Equal(once, new FileInfo(path).Length);
    }

    [Fact]
    public void The_times_of_the_files_are_whole_hours()
    {
        using var session = new Session(PathOf("a.db"));
        var traces = new Traces(session, new FakeTimeProvider(Now));
        Add(session, traces, [1]);

        traces.Remove();

        foreach (var file in Directory.EnumerateFiles(_folder.Path))
            Assert.Equal(
                new DateTime(2026, 5, 4, 10, 0, 0, DateTimeKind.Utc),
                File.GetLastWriteTimeUtc(file)
            );
    }

    [Fact]
    public void A_reader_at_work_puts_it_off_and_no_longer()
    {
        using var session = new Session(PathOf("a.db"));
        var traces = new Traces(session);
        Add(session, traces, [1]);
        using (var reader = new Session(PathOf("a.db")))
        {
            reader.Run("BEGIN");
            reader.Scalar("SELECT count(*) FROM r");
            session.Run("INSERT INTO r VALUES ('later', 'x')");
            traces.After(1);
            traces.Remove();
            Assert.NotEqual(0, new FileInfo(PathOf("a.db-wal")).Length);
            reader.Run("COMMIT");
        }

        traces.Remove();

        Assert.Equal(0, new FileInfo(PathOf("a.db-wal")).Length);
    }
}
