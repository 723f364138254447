using System.Net;
using Survey.Tests.Http;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>A wave's life, and strangers at the door, in the published function app under the tests' host.</summary>
[Collection(PublishedTests.Name)]
public sealed class WaveTests(PublishedApp app) : IAsyncLifetime
{
    private Azurite _azurite = null!;
    private ProductHost _product = null!;

    public async Task InitializeAsync()
    {
        _azurite = await Azurite.StartAsync();
        _product = await ProductHost.StartAsync(app.Folder, _azurite.Connection);
        await _product.OpenWaveAsync();
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task A_wave_from_its_opening_to_its_release()
    {
        var ids = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var id in ids)
            Assert.Equal(HttpStatusCode.Created, await _product.SendAsync(id));
        Assert.Equal(HttpStatusCode.OK, await _product.SendAsync(ids[0]));
        using var page = await _product.Client.GetAsync(new Uri("/pt", UriKind.Relative));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);

        using var close = await _product.SendAsync(
            HttpMethod.Post,
            $"/api/waves/{_product.Wave}/close",
            ProductHost.AdminKey
        );
        Assert.Equal(HttpStatusCode.Accepted, close.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, await _product.SendAsync(Guid.NewGuid()));
        ProductHost.HasRun(await _product.Host.RunTimerAsync("PublishReleases"));
        using var file = await _product.SendAsync(
            HttpMethod.Get,
            $"/api/releases/{_product.Wave}/estimates.csv",
            ProductHost.AnalystKey
        );
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.StartsWith("wave,indicator,group_by,", await file.Content.ReadAsStringAsync());
        ProductHost.HasRun(await _product.Host.RunTimerAsync("EraseResponses"));
        foreach (var id in ids)
            Assert.DoesNotContain(
                $"{id}",
                _product.Host.Record.Everything,
                StringComparison.OrdinalIgnoreCase
            );
    }

    /// <summary>The host decodes a path once to choose a function; what is still encoded may be decoded once more on the
    /// way, and must not lead past a key.</summary>
    [Fact]
    public async Task A_stranger_reaches_nothing_that_asks_for_a_key()
    {
        foreach (var route in new[] { "api/releases", "releases", "api/waves", "api/releases/x/y" })
        foreach (var path in Tricks(route))
        foreach (var method in new[] { "GET", "HEAD" })
        {
            var answer = await RawHttp.SendAsync(
                _product.Host.Address,
                $"{method} {path} HTTP/1.1"
            );
            Assert.Matches("^HTTP/1.1 (401|404|400) ", answer);
        }
        // Nor does an analyst reach what is an admin's.
        foreach (var wave in new[] { "%2e%2e", "%252e%252e", "..", "." })
        {
            var answer = await RawHttp.SendAsync(
                _product.Host.Address,
                $"GET /api/releases/{wave}/waves HTTP/1.1\nx-functions-key: {ProductHost.AnalystKey}"
            );
            Assert.Matches("^HTTP/1.1 (401|404) ", answer);
        }
    }

    private static string[] Tricks(string path) =>
        [
            $"/{path}",
            $"/{path.ToUpperInvariant()}",
            $"//{path}",
            $"/{path}/",
            $"/%{(int)path[0]:x2}{path[1..]}",
            $"/%25{(int)path[0]:x2}{path[1..]}",
            $"/%2525{(int)path[0]:x2}{path[1..]}",
            $"/./{path}",
            $"/pt/../{path}",
            $"/pt/%2e%2e/{path}",
            $"/pt/%252e%252e/{path}",
            $"/%252e%252e/{path}",
            $"/pt/..%2f{path}",
            $"/pt/..%252f{path}",
            $"/pt/..%5c{path}",
            $"/pt/..%255c{path}",
            $"/{path}%20",
            $"/{path}%3f",
            $"/{path};x",
            $"/{path}%2523",
        ];
}
