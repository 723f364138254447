using System.Text;
using Microsoft.Data.Sqlite;
using Survey.Storage;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Storage.Embedded;

public sealed class SqliteTablesTests : TablesContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteTables? _tables;

    private string File => Path.Combine(_folder.Path, "survey.db");

    private protected override Task<ITables> CreateAsync() =>
        Task.FromResult<ITables>(_tables = new SqliteTables(File));

    public void Dispose()
    {
        _tables?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_written_is_there_after_reopening()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("r", "kept"));
        _tables!.Dispose();

        Assert.Equal("kept", await Value(await CreateAsync(), "r"));
    }

    [Fact]
    public async Task A_copy_of_the_files_taken_after_an_answer_holds_the_row()
    {
        var tables = await CreateAsync();
        for (var i = 0; i < 20; i++)
            await Submit(tables, Insert($"{i}"));

        // What a power cut would leave. The log first: it may be folded into the file meanwhile.
        var copy = Path.Combine(_folder.Path, "copy.db");
        System.IO.File.Copy(File + "-wal", copy + "-wal");
        System.IO.File.Copy(File, copy);

        using var after = new SqliteTables(copy);
        Assert.Equal(20, (await All(after)).Count);
    }

    [Fact]
    public async Task Nothing_of_an_erased_row_stays_in_the_files()
    {
        const string secret = "answers-nobody-may-find";
        var tables = await CreateAsync();
        foreach (var i in Enumerable.Range(0, 300).OrderBy(i => i * 7919 % 300))
            await Submit(tables, Insert($"{i:d3}", $"{secret}{i}"));
        Assert.True(IsOnDisk(secret));

        foreach (var batch in Enumerable.Range(0, 300).Chunk(100))
            await Submit(tables, [.. batch.Select(i => Delete($"{i:d3}"))]);

        Assert.False(IsOnDisk(secret));
    }

    private bool IsOnDisk(string text) =>
        Directory
            .EnumerateFiles(_folder.Path)
            .Any(path =>
                Files.ReadShared(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
            );

    [Fact]
    public async Task A_row_has_keys_properties_and_a_random_etag_and_nothing_else()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("r"));

        Assert.Equal(
            "PartitionKey TEXT, RowKey TEXT, ETag INTEGER, Properties BLOB",
            Scalar(
                $"SELECT group_concat(name || ' ' || type, ', ') FROM pragma_table_info('{Table}')"
            )
        );
        Assert.Equal("{\"value\":\"x\"}", Scalar($"SELECT CAST(Properties AS TEXT) FROM {Table}"));
    }

    [Fact]
    public async Task ETags_do_not_tell_the_order_of_arrival()
    {
        var tables = await CreateAsync();
        for (var i = 0; i < 40; i++)
            await Submit(tables, Insert($"{i:d3}"));

        var etags = (await All(tables)).Select(row => row.ETag!).ToList();
        Assert.Equal(40, etags.Distinct().Count());
        Assert.NotEqual(etags.Order(StringComparer.Ordinal), etags);
    }

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));

        await Assert.ThrowsAsync<StorageUnavailableException>(CreateAsync);
        Assert.Equal(new string('x', 5000), System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task The_files_are_their_owner_s_only()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("r"));

        foreach (var file in Directory.EnumerateFiles(_folder.Path))
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                System.IO.File.GetUnixFileMode(file)
            );
    }

    [Fact]
    public async Task The_log_is_emptied_as_soon_as_nothing_is_written()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("r"));
        Assert.True(new FileInfo(File + "-wal").Length > 0);

        while (new FileInfo(File + "-wal").Length > 0)
            await Task.Delay(50);

        Assert.Equal("x", await Value(tables, "r"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_acknowledged_once_the_file_is_not_the_one_at_its_path(
        bool isReplaced
    )
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("before"));

        System.IO.File.Copy(File, File + ".copy");
        System.IO.File.Delete(File);
        if (isReplaced)
            System.IO.File.Move(File + ".copy", File);

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            Submit(tables, Insert("after"))
        );
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            tables.CheckAsync(CancellationToken.None)
        );
    }

    [Fact]
    public async Task Nothing_is_acknowledged_once_the_log_has_gone()
    {
        var tables = await CreateAsync();
        await Submit(tables, Insert("before"));

        System.IO.File.Delete(File + "-wal");

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            Submit(tables, Insert("after"))
        );
    }

    [Fact]
    public async Task After_closing_a_write_is_refused()
    {
        var tables = await CreateAsync();
        _tables!.Dispose();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Submit(tables, Insert("r")));
    }
}
