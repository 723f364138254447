using System.Net;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Hosted;

[Collection(PublishedTests.Name)]
public sealed class KilledWorkerTests(PublishedApp app)
{
    [Fact]
    public async Task A_response_stored_but_not_answered_at_SIGKILL_is_there_once()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var storage = await HeldReplies.StartAsync(azurite);
        var id = Guid.NewGuid();
        await using (var killed = await ProductHost.StartAsync(app.Folder, storage.Connection))
        {
            await killed.OpenWaveAsync();
            await SendNineAsync(killed);
            var stored = storage.HoldNextWrite();
            var answer = killed.SendAsync(id);
            await stored;
            await killed.Host.KillAsync();
            Assert.Equal(HttpStatusCode.InternalServerError, await answer);
        }
        await using var product = await ProductHost.StartAsync(app.Folder, azurite.Connection);
        await product.OpenWaveAsync();
        Assert.Equal(HttpStatusCode.OK, await product.SendAsync(id));
        await SendNineAsync(product);
        // 19, told rounded down to 10: twice the one would be 20.
        var wave = (await product.WavesAsync()).Single(one =>
            one.GetProperty("id").GetString() == product.Wave
        );
        Assert.Equal(10, wave.GetProperty("responses").GetInt32());
    }

    private static async Task SendNineAsync(ProductHost product)
    {
        for (var number = 0; number < 9; number++)
            Assert.Equal(HttpStatusCode.Created, await product.SendAsync(Guid.NewGuid()));
    }
}
