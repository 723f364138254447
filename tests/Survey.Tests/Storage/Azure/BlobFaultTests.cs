using System.Text;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

/// <summary>Every operation on blobs, with every fault on its way.</summary>
[Collection(AzuriteTests.Name)]
public sealed class BlobFaultTests(SharedAzurite shared)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _container = "c" + Guid.NewGuid().ToString("N");
    private readonly FaultyNetwork _network = new();

    private AzureBlobs Blobs =>
        field ??= new(
            AzureClients.FromConnection(shared.Azurite.Connection, _network.Configure).Blobs
        );

    private Task<bool> Create(string name, string content) =>
        Blobs.CreateAsync(_container, name, Encoding.UTF8.GetBytes(content), "text/csv", None);

    private async Task<string> Read(string name, long offset = 0, long? length = null)
    {
        await using var stream = await Blobs.OpenReadAsync(_container, name, offset, length, None);
        using var reader = new StreamReader(stream!);
        return await reader.ReadToEndAsync();
    }

    [Theory]
    [EveryFault]
    public async Task A_blob_is_made_once(Fault fault)
    {
        _network.Next(fault);
        Assert.True(await Create("a", "first in its container"));
        _network.Next(fault);
        Assert.True(await Create("b", "second"));

        Assert.False(await Create("a", "again"));
        Assert.Equal("first in its container", await Read("a"));
    }

    [Theory]
    [EveryFault]
    public async Task A_blob_is_read_whole_and_in_part(Fault fault)
    {
        await Create("a", "0123456789");

        _network.Next(fault);
        Assert.Equal("0123456789", await Read("a"));
        _network.Next(fault);
        Assert.Equal("456", await Read("a", 4, 3));
        _network.Next(fault);
        Assert.Equal("", await Read("a", 4, 0));
    }

    [Theory]
    [InlineData(Fault.RequestLost)]
    [InlineData(Fault.FailedAfter)]
    public async Task Another_s_blob_is_not_taken_for_our_own_even_with_the_same_content(
        Fault fault
    )
    {
        await Create("a", "same");

        _network.Next(fault);
        Assert.False(await Create("a", "same"));
    }

    [Fact]
    public async Task Four_tries_in_vain_say_unavailable()
    {
        await Create("a", "0123456789");
        foreach (var act in new Func<Task>[] { () => Create("b", "x"), () => Read("a") })
        {
            _network.Requests.Clear();
            _network.Next([.. Enumerable.Repeat(Fault.RequestLost, 4)]);
            await Assert.ThrowsAsync<StorageUnavailableException>(act);
            Assert.Equal(4, _network.Requests.Count);
        }
        // Each try goes on where the last one broke off.
        _network.Next([.. Enumerable.Repeat(Fault.CutShort, 20)]);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Read("a"));
    }
}
