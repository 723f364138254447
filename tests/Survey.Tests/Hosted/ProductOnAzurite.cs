using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Hosted;

/// <summary>One host and its storage for all tests of a class.</summary>
public sealed class ProductOnAzurite(PublishedApp app) : IAsyncLifetime
{
    private Azurite _azurite = null!;

    internal ProductHost Product { get; private set; } = null!;

    public string Connection => _azurite.Connection;

    public async Task InitializeAsync()
    {
        _azurite = await Azurite.StartAsync();
        Product = await ProductHost.StartAsync(app.Folder, _azurite.Connection);
        await Product.OpenWaveAsync();
    }

    public async Task DisposeAsync()
    {
        await Product.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}
