using Survey.Storage;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>Under a host each timer runs on instances of its own, so one tells of another's failure through the store.</summary>
[Collection(PublishedTests.Name)]
public sealed class NoticesTests(PublishedApp app)
{
    [Fact]
    public async Task A_timer_that_failed_is_told_by_the_one_that_publishes()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var product = await ProductHost.StartAsync(app.Folder, azurite.Connection);
        await product.OpenWaveAsync();
        var damaged = new Entity(
            "youth-online-pt",
            "2020-Q1",
            new Dictionary<string, object> { ["state"] = "?" }
        );
        var tables = new AzureTables(AzureClients.FromConnection(azurite.Connection).Tables);
        await tables.SubmitAsync("Waves", [new Operation.Insert(damaged)], default);
        Assert.False((await product.Host.RunTimerAsync("RollWaves")).Succeeded);
        Assert.False((await product.Host.RunTimerAsync("PublishReleases")).Succeeded);
        Assert.Contains(
            product.Host.Record.Logs,
            line =>
                line.Message.StartsWith(
                    "Notice: Uma tarefa automática falhou: RollWaves",
                    StringComparison.Ordinal
                )
        );
    }
}
