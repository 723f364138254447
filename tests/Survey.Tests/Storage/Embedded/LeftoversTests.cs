using System.Text;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Embedded;

public sealed class LeftoversTests : IDisposable
{
    private const int Chunk = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("w-1row", false)]
    [InlineData("w-1gone", true)]
    [InlineData("w-1ro", true)]
    [InlineData("w-2row", true)]
    [InlineData("w-3row", false)]
    public void A_partitions_key_without_the_key_of_a_row_is_found(string text, bool found)
    {
        foreach (var at in (int[])[0, 77, Chunk - 3, Chunk + 2, 2 * Chunk - 1])
            Assert.Equal(found, Search(text, at));
    }

    private bool Search(string text, int at)
    {
        var bytes = new byte[2 * Chunk + 99];
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(at));
        var path = _folder.File($"{Guid.NewGuid()}");
        File.WriteAllBytes(path, bytes);
        var leftovers = new Leftovers(["w-1", "w-2"], ["w-1row"]);
        using var file = File.OpenHandle(path);
        Assert.Equal(bytes.Length, leftovers.Search(file));
        return leftovers.AreFound;
    }
}
