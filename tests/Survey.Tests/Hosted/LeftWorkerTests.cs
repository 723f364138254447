using System.Net;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Hosted;

[Collection(PublishedTests.Name)]
public sealed class LeftWorkerTests(PublishedApp app)
{
    /// <summary>The worker does not notice that its host has gone: it stays, and a request that comes to it waits in vain
    /// for the host's word which function is meant.</summary>
    [Fact]
    public async Task A_worker_without_its_host_runs_nothing()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var product = await ProductHost.StartAsync(app.Folder, azurite.Connection);
        // Its own listener may come up after the host's word that all is loaded.
        using var before = await product.Client.GetAsync(Health);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await product.Host.LeaveAsync();
        using var direct = new HttpClient { BaseAddress = product.Host.WorkerAddress };
        direct.DefaultRequestHeaders.Add("x-ms-invocation-id", "any");
        using var answer = await direct.GetAsync(Health);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.False(product.Host.Ended.IsCompleted);
    }

    private static Uri Health { get; } = new("/api/health", UriKind.Relative);
}
