using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Survey.Tests.Http;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>What a worker logs travels to the host and on to Application Insights: nothing of a respondent may be in it,
/// whatever fails.</summary>
[Collection(PublishedTests.Name)]
public sealed class PlantedTests(PublishedApp app)
{
    private const string Agent = "planted-agent";
    private const string Answer = "planted-answer";
    private const string Address = "203.0.113.77";
    private const string Key = "planted-key";

    private readonly Guid _id = Guid.NewGuid();

    [Fact]
    public async Task Nothing_of_a_request_reaches_the_host_when_everything_fails()
    {
        var azurite = await Azurite.StartAsync();
        await using var product = await ProductHost.StartAsync(app.Folder, azurite.Connection);
        await product.OpenWaveAsync();
        await SendAllAsync(product);
        // Without its storage the SDK's exceptions hold addresses, and those hold row keys.
        await azurite.DisposeAsync();
        await SendAllAsync(product);
        Assert.False((await product.Host.RunTimerAsync("RollWaves")).Succeeded);

        var record = product.Host.Record;
        Assert.Contains(
            record.Logs,
            line =>
                line.Level == LogLevel.Warning
                && line.Message.StartsWith("SubmitResponse failed", StringComparison.Ordinal)
                && line.Message.Contains("StorageUnavailableException", StringComparison.Ordinal)
        );
        Assert.Contains(
            record.Logs,
            line => line.Message.StartsWith("Timer RollWaves failed", StringComparison.Ordinal)
        );
        Assert.All(
            [Agent, Answer, Address, Key, $"{_id}", RowKey()],
            planted =>
                Assert.DoesNotContain(
                    planted,
                    record.Everything,
                    StringComparison.OrdinalIgnoreCase
                )
        );
    }

    /// <summary>Well-formed, crooked and broken off, each with everything planted that can be.</summary>
    private async Task SendAllAsync(ProductHost product)
    {
        using var response = await product.Client.PostAsJsonAsync(
            $"/api/responses?code={Key}",
            new
            {
                id = _id,
                wave = product.Wave,
                instrument = "youth-online/2",
                answers = new { sex = "girl" },
            }
        );
        (string Start, string Body)[] requests =
        [
            ($"POST /api/responses?code={Key}", $$"""{"id":"{{_id}}","answers":"{{Answer}}"}"""),
            ($"POST /api/responses?code={Key}", $$"""{"id":"{{_id}}","answers":{"{{Answer}}" """),
            ($"POST /answers?q={Answer}", $"id={_id}&sex={Answer}"),
            ($"GET /{Answer}?code={Key}", ""),
            ($"GET /api/waves?code={Key}", ""),
            ($"GET /api/releases/{Answer}?code={Key}", ""),
            ($"PUT /api/waves/2026-Q4?code={ProductHost.AdminKey}", $$"""{"{{Answer}}":1}"""),
        ];
        foreach (var to in new[] { product.Host.Address, product.Host.WorkerAddress })
        foreach (var (start, body) in requests)
            await RawHttp.SendAsync(
                to,
                $"{start} HTTP/1.1\nUser-Agent: {Agent}\nX-Forwarded-For: {Address}\nCLIENT-IP: {Address}:1\n"
                    + $"Content-Type: application/json\nCookie: a={Answer}",
                body
            );
    }

    /// <summary>As the store knows the response.</summary>
    private string RowKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        _id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16));
    }
}
