using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Embedded;

public sealed class FileBlobsTests : BlobsContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private protected override Task<IBlobs> CreateAsync() =>
        Task.FromResult<IBlobs>(new FileBlobs(Path.Combine(_folder.Path, "blobs")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_cut_off_write_has_left_is_swept_and_never_listed()
    {
        var blobs = await CreateAsync();
        await Create(blobs, "a");
        var left = Path.Combine(Path.Combine(_folder.Path, "blobs"), Container, ".tmp-left");
        File.WriteAllText(left, "half");

        Assert.Single(await List(blobs, ""));
        Assert.Single(await List(await CreateAsync(), ""));
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task The_etag_is_the_content_s()
    {
        var blobs = await CreateAsync();
        await Create(blobs, "a", "same");
        await Create(blobs, "b", "same");
        await Create(blobs, "c", "other");

        var etags = (await List(blobs, "")).Select(info => info.ETag).ToList();
        Assert.Equal(etags[0], etags[1]);
        Assert.NotEqual(etags[0], etags[2]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_named_unavailable()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "blobs"), "a file");

        await Assert.ThrowsAsync<StorageUnavailableException>(CreateAsync);
    }
}
