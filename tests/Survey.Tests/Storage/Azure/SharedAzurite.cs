using Xunit;

namespace Survey.Tests.Storage.Azure;

/// <summary>One Azurite for all tests that need nothing special of it.</summary>
public sealed class SharedAzurite : IAsyncLifetime
{
    public Azurite Azurite { get; private set; } = null!;

    public async Task InitializeAsync() => Azurite = await Azurite.StartAsync();

    public async Task DisposeAsync() => await Azurite.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<SharedAzurite>
{
    public const string Name = "Azurite";
}
