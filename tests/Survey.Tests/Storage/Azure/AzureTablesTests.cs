using Survey.Collect;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

[Collection(AzuriteTests.Name)]
public sealed class AzureTablesTests(SharedAzurite shared) : TablesContract
{
    private protected override Task<ITables> CreateAsync() =>
        Task.FromResult<ITables>(new AzureTables(shared.Azurite.Clients.Tables));

    /// <summary>Whether there is a row to ask for or not.</summary>
    [Fact]
    public async Task Storage_says_what_its_clock_says()
    {
        var tables = await CreateAsync();
        for (var tries = 0; tries < 2; tries++)
        {
            var theirs = Assert.NotNull(await tables.NowAsync(default));
            Assert.True((theirs - DateTimeOffset.UtcNow).Duration() < SureTime.LargestJump);
            await tables.CheckAsync(default);
        }
    }
}
