using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

[Collection(AzuriteTests.Name)]
public sealed class AzureTablesTests(SharedAzurite shared) : TablesContract
{
    private protected override Task<ITables> CreateAsync() =>
        Task.FromResult<ITables>(new AzureTables(shared.Azurite.Clients.Tables));
}
