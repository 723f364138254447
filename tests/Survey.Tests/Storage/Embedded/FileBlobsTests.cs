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
    public async Task What_a_cut_off_write_has_left_is_swept()
    {
        var blobs = await CreateAsync();
        await Create(blobs, "a");
        var left = Path.Combine(Path.Combine(_folder.Path, "blobs"), Container, ".tmp-left");
        File.WriteAllText(left, "half");

        blobs = await CreateAsync();

        Assert.False(File.Exists(left));
        Assert.Equal("content", await Read(blobs, "a"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_named_unavailable()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "blobs"), "a file");

        await Assert.ThrowsAsync<StorageUnavailableException>(CreateAsync);
    }
}
