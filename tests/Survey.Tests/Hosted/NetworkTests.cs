using System.Net;
using System.Net.Http.Json;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>Behind the host every request comes from the host: CLIENT-IP, which the platform's front sets, tells the
/// networks apart.</summary>
[Collection(PublishedTests.Name)]
public sealed class NetworkTests(PublishedApp app)
{
    [Fact]
    public async Task One_networks_share_is_not_anothers()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var product = await ProductHost.StartAsync(
            app.Folder,
            azurite.Connection,
            submissionsPerMinute: 2
        );
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await SendAsync(product, "192.0.2.1:5001"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(product, "192.0.2.1:5002"));
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await SendAsync(product, "192.0.2.2:5003"));
    }

    private static async Task<HttpStatusCode> SendAsync(ProductHost product, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/responses");
        request.Content = JsonContent.Create(new { });
        request.Headers.Add("CLIENT-IP", from);
        using var answer = await product.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
