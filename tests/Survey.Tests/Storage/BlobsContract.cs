using System.Text;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage;

/// <summary>What every implementation of <see cref="IBlobs"/> does. A test uses a container of its own.</summary>
public abstract class BlobsContract
{
    private protected static readonly CancellationToken None = CancellationToken.None;

    private protected string Container { get; } = "c" + Guid.NewGuid().ToString("N");

    private protected abstract Task<IBlobs> CreateAsync();

    private protected Task<bool> Create(IBlobs blobs, string name, string content = "content") =>
        blobs.CreateAsync(Container, name, Encoding.UTF8.GetBytes(content), "text/csv", None);

    private protected async Task<string?> Read(
        IBlobs blobs,
        string name,
        long offset = 0,
        long? length = null
    )
    {
        await using var stream = await blobs.OpenReadAsync(Container, name, offset, length, None);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    [Fact]
    public async Task A_container_never_written_holds_nothing()
    {
        var blobs = await CreateAsync();

        Assert.Null(await Read(blobs, "a"));
        Assert.Null(await Read(blobs, "a", 0, 0));
    }

    [Fact]
    public async Task A_blob_is_made_once_and_never_changes()
    {
        var blobs = await CreateAsync();

        Assert.True(await Create(blobs, "2026-Q4/r1/estimates.csv", "first"));
        Assert.False(await Create(blobs, "2026-Q4/r1/estimates.csv", "second"));

        Assert.Equal("first", await Read(blobs, "2026-Q4/r1/estimates.csv"));
    }

    [Theory]
    [InlineData(0, null, "0123456789")]
    [InlineData(4, null, "456789")]
    [InlineData(4, 3L, "456")]
    [InlineData(8, 5L, "89")]
    [InlineData(10, null, "")]
    [InlineData(12, 2L, "")]
    [InlineData(3, 0L, "")]
    public async Task A_part_can_be_read(long offset, long? length, string expected)
    {
        var blobs = await CreateAsync();
        await Create(blobs, "a", "0123456789");

        Assert.Equal(expected, await Read(blobs, "a", offset, length));
    }

    [Fact]
    public async Task Nothing_and_a_million_bytes_are_blobs_too()
    {
        var blobs = await CreateAsync();
        var large = new byte[1_000_003];
        new Random(1).NextBytes(large);
        large[0] = (byte)'\n';

        await Create(blobs, "empty", "");
        await blobs.CreateAsync(Container, "large", large, "application/zip; x=\"y\"", None);

        Assert.Equal("", await Read(blobs, "empty"));
        await using var stream = await blobs.OpenReadAsync(Container, "large", 0, null, None);
        using var copy = new MemoryStream();
        await stream!.CopyToAsync(copy);
        Assert.Equal(large, copy.ToArray());
    }

    [Fact]
    public async Task Of_thirty_writers_at_once_exactly_one_makes_the_blob()
    {
        var blobs = await CreateAsync();

        var made = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(i => Task.Run(() => Create(blobs, "a", $"writer {i}")))
        );

        Assert.Equal($"writer {Array.IndexOf(made, true)}", await Read(blobs, "a"));
        Assert.Single(made, true);
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        var blobs = await CreateAsync();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Create(blobs, name));
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            blobs.OpenReadAsync(Container, name, 0, null, None)
        );
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            blobs.OpenReadAsync("..", "a", 0, null, None)
        );
    }

    [Fact]
    public async Task A_cancelled_write_makes_nothing()
    {
        var blobs = await CreateAsync();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            blobs.CreateAsync(Container, "a", new byte[1], "text/plain", source.Token)
        );
        Assert.Null(await Read(blobs, "a"));
    }
}
