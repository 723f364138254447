using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Embedded;

/// <summary>Rubbish in pages of the data file.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Rows = 1_500;
    private const int PageSize = 4096;
    private const string Table = "Things";

    /// <summary>First byte of a page that holds rows and leads to no others.</summary>
    private const byte Leaf = 0x0a;

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(5);

    private string Path => _folder.File("survey.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_other_rows_are_read_and_the_next_start_mends_the_file(int pages)
    {
        await FillAsync();
        using (var tables = new SqliteTables(Path))
        {
            Assert.Null(tables.LostPlaces);
            Assert.Null(await tables.FindDamageAsync(default));
            var lost = Spoil(pages);
            Assert.NotNull(await tables.FindDamageAsync(default));
            await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
                await AllAsync(tables)
            );
            var (keys, places) = await ReadableAsync(tables);
            Assert.Equal(pages, places);
            Assert.Empty(keys.Intersect(lost));
            // The row that divides such a page from the next is found by neither.
            Assert.InRange(Keys.Except(lost).Except(keys).Count(), 0, pages);
        }
        using (var mended = new SqliteTables(Path))
        {
            Assert.Equal(pages, mended.LostPlaces);
            Assert.Null(await mended.FindDamageAsync(default));
            var (keys, places) = await ReadableAsync(mended);
            Assert.Equal(await AllAsync(mended), keys);
            Assert.Equal(pages, places);
            Assert.All(
                await Task.WhenAll(Keys.Except(keys).Select(key => InsertAsync(mended, key))),
                outcome => Assert.Equal(Outcome.Done, outcome)
            );
            Assert.True(File.Exists(Path + ".damaged"));
            await mended.WipeAsync(Table, ["part"], default);
            Assert.False(File.Exists(Path + ".damaged"));
            Assert.Equal(0, (await ReadableAsync(mended)).Places);
        }
        using var whole = new SqliteTables(Path);
        Assert.Null(whole.LostPlaces);
    }

    [Fact]
    public async Task A_row_that_is_not_as_it_was_written_has_no_properties()
    {
        await FillAsync();
        using (var session = new Session(Path))
            session.Run($"UPDATE {Table} SET Properties = x'7b7b' WHERE RowKey = $0", Key(7));
        using var tables = new SqliteTables(Path);
        await Assert.ThrowsAsync<DamagedException>(() =>
            tables.GetAsync(Table, "part", Key(7), default)
        );
        await foreach (var row in tables.QueryReadableAsync(Table, "part", default))
            Assert.Equal(row!.RowKey == Key(7) ? 0 : 1, row.Properties.Count);
    }

    private static IEnumerable<string> Keys => Enumerable.Range(0, Rows).Select(Key);

    private static string Key(int number) => $"{number:x8}-{new string('k', 60)}";

    private async Task FillAsync()
    {
        using var tables = new SqliteTables(Path);
        foreach (var batch in Keys.Chunk(100))
            await tables.SubmitAsync(Table, [.. batch.Select(Insert)], default);
    }

    private static Task<Outcome> InsertAsync(SqliteTables tables, string key) =>
        tables.SubmitAsync(Table, [Insert(key)], default);

    private static Operation.Insert Insert(string key) =>
        new(new Entity("part", key, new Dictionary<string, object> { ["value"] = key }));

    private static async Task<string[]> AllAsync(SqliteTables tables) =>
        await tables.QueryAsync(Table, "part", default).Select(row => row.RowKey).ToArrayAsync();

    private static async Task<(string[] Keys, int Places)> ReadableAsync(SqliteTables tables)
    {
        var rows = await tables.QueryReadableAsync(Table, "part", default).ToArrayAsync();
        return (
            [.. rows.OfType<Entity>().Select(row => row.RowKey)],
            rows.Count(row => row is null)
        );
    }

    /// <summary>Fills pages of rows, not neighbours, with rubbish.</summary>
    /// <returns>The keys in them.</returns>
    private List<string> Spoil(int pages)
    {
        using var file = new FileStream(
            Path,
            FileMode.Open,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        var content = new byte[file.Length];
        file.ReadExactly(content);
        var leaves = Enumerable
            .Range(1, content.Length / PageSize - 1)
            .Where(page => content[page * PageSize] == Leaf && KeysIn(content, page).Any())
            .ToArray();
        var lost = new List<string>();
        for (var number = 1; number <= pages; number++)
        {
            var page = leaves[number * leaves.Length / (pages + 1)];
            lost.AddRange(KeysIn(content, page));
            var rubbish = new byte[PageSize];
            _random.NextBytes(rubbish);
            file.Position = page * PageSize;
            file.Write(rubbish);
        }
        file.Flush(flushToDisk: true);
        return lost;
    }

    private static IEnumerable<string> KeysIn(byte[] content, int page)
    {
        var text = System.Text.Encoding.Latin1.GetString(content, page * PageSize, PageSize);
        return Keys.Where(key => text.Contains($"part{key}", StringComparison.Ordinal));
    }
}
