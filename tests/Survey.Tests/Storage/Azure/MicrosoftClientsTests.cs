using System.Security.Cryptography;
using System.Text.Json;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

/// <summary>@azure/data-tables and @azure/storage-blob read what we write, and we what they write.</summary>
[Collection(AzuriteTests.Name)]
public sealed class MicrosoftClientsTests(SharedAzurite shared)
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _name = "t" + Guid.NewGuid().ToString("N");
    private readonly AzureTables _tables = new(shared.Azurite.Clients.Tables);
    private readonly AzureBlobs _blobs = new(shared.Azurite.Clients.Blobs);

    private Task<string> RunAsync(string command) =>
        NodeModules.RunAsync(
            "Survey.Tests/Storage/Azure/interop.mjs",
            shared.Azurite.Connection,
            command,
            _name
        );

    private static readonly Dictionary<string, object> EveryType = new()
    {
        ["text"] = "olá",
        ["int"] = -7,
        ["long"] = long.MaxValue,
        ["double"] = 0.1,
        ["wholeDouble"] = 3.0,
        ["yes"] = true,
        ["time"] = new DateTimeOffset(2026, 9, 30, 23, 0, 0, TimeSpan.Zero).AddTicks(7),
        ["guid"] = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        ["bytes"] = new byte[] { 0, 255, 7 },
    };

    [Fact]
    public async Task We_read_their_rows()
    {
        await RunAsync("write-rows");

        TablesContract.AssertSame(
            EveryType,
            (await _tables.GetAsync(_name, "p", "every", None))!.Properties
        );
        var many = 0;
        await foreach (var row in _tables.QueryAsync(_name, "many", None))
            Assert.Equal(($"{many:d5}", $"{many++}"), (row.RowKey, row.Properties["value"]));
        Assert.Equal(2_500, many);
    }

    [Fact]
    public async Task They_read_our_rows()
    {
        await _tables.SubmitAsync(
            _name,
            [new Operation.Insert(new Entity("p", "every", EveryType))],
            None
        );
        for (var start = 0; start < 2_500; start += 100)
            await _tables.SubmitAsync(
                _name,
                [
                    .. Enumerable
                        .Range(start, 100)
                        .Select(i => new Operation.Insert(
                            new Entity(
                                "many",
                                $"{i:d5}",
                                new Dictionary<string, object> { ["value"] = $"{i}" }
                            )
                        )),
                ],
                None
            );

        using var read = JsonDocument.Parse(await RunAsync("read-rows"));

        Assert.Equal(2_500, read.RootElement.GetProperty("many").GetInt32());
        var row = Assert.Single(read.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Equal(
            (await _tables.GetAsync(_name, "p", "every", None))!.ETag,
            row.GetProperty("etag").GetString()
        );
        Assert.Equal(
            [
                "bytes Binary AP8H",
                "double Double 0.1",
                "guid Guid 6f9619ff-8b86-d011-b42d-00cf4fc964ff",
                "int Int32 -7",
                "long Int64 9223372036854775807",
                "text String olá",
                "time DateTime 2026-09-30T23:00:00.0000007Z",
                // The service says 3.0, which JavaScript cannot tell from 3.
                "wholeDouble Int32 3",
                "yes Boolean true",
            ],
            row.GetProperty("properties")
                .EnumerateObject()
                .Select(property => $"{property.Name} {property.Value[0]} {property.Value[1]}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Their_change_makes_our_version_an_old_one()
    {
        await RunAsync("write-rows");
        var ours = (await _tables.GetAsync(_name, "p", "every", None))!;

        await RunAsync("change-row");

        Assert.Equal(
            Outcome.Changed,
            await _tables.SubmitAsync(_name, [new Operation.Replace(ours)], None)
        );
        Assert.Equal(
            Outcome.Changed,
            await _tables.SubmitAsync(
                _name,
                [
                    new Operation.Insert(new Entity("p", "new", EveryType)),
                    new Operation.Replace(ours),
                ],
                None
            )
        );
        Assert.Equal(
            "changed by the other",
            (await _tables.GetAsync(_name, "p", "every", None))!.Properties["text"]
        );
    }

    [Fact]
    public async Task We_read_their_blobs()
    {
        await RunAsync("write-blobs");

        Assert.Equal("wave\r\n"u8.ToArray(), await ReadAsync("w/r1/estimates.csv"));
        Assert.Equal([80, 75, 0, 255], await ReadAsync("w/r1/release.zip"));
    }

    [Fact]
    public async Task They_read_our_blobs()
    {
        await CreateAsync("w/r1/estimates.csv", "text/csv", "wave\r\n"u8.ToArray());
        await CreateAsync("w/r1/follow-up.pt.html", "text/html; charset=utf-8", "é"u8.ToArray());
        await CreateAsync("elsewhere", "text/plain", [1]);

        using var read = JsonDocument.Parse(await RunAsync("read-blobs"));

        var found = read.RootElement.EnumerateArray().ToList();
        Assert.Equal(
            [
                $"w/r1/estimates.csv text/csv {Sha256("wave\r\n"u8)}",
                $"w/r1/follow-up.pt.html text/html; charset=utf-8 {Sha256("é"u8)}",
            ],
            found.Select(blob =>
                $"{blob.GetProperty("name")} {blob.GetProperty("type")} {blob.GetProperty("sha256")}"
            )
        );
        Assert.Equal(Md5("wave\r\n"u8), found[0].GetProperty("md5").GetString());
    }

    private async Task<byte[]> ReadAsync(string name)
    {
        await using var stream = await _blobs.OpenReadAsync(_name, name, 0, null, None);
        using var bytes = new MemoryStream();
        await stream!.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private async Task CreateAsync(string name, string mediaType, byte[] content) =>
        Assert.True(await _blobs.CreateAsync(_name, name, content, mediaType, None));

#pragma warning disable CA5351 // The service's own checksum.
    private static string Md5(ReadOnlySpan<byte> content) =>
        Convert.ToBase64String(MD5.HashData(content));
#pragma warning restore CA5351

    private static string Sha256(ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));
}
