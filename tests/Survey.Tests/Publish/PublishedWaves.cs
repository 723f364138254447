using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

[CollectionDefinition(nameof(PublishedWaves))]
public sealed class PublishedWavesAreShared : ICollectionFixture<PublishedWaves>;

/// <summary>Two published waves of made-up answers, for tests that only read them.</summary>
public sealed class PublishedWaves : IAsyncLifetime
{
    internal PublishFixture Kit { get; } = new();

    internal ReleaseView Newest { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Kit.CloseWaveAsync("2026-Q2", 300, synthetic: true);
        await Kit.CloseWaveAsync("2026-Q3", 500, synthetic: true);
        await Kit.Publisher.PublishAsync("2026-Q2", default);
        await Kit.Publisher.PublishAsync("2026-Q3", default);
        var releases = Kit.Get<Releases>();
        Newest = await releases.ReadAsync(
            (
                await releases.FindAsync(
                    (await Kit.Waves.GetAsync("2026-Q3", default))!,
                    1,
                    default
                )
            )!,
            default
        );
    }

    public Task DisposeAsync()
    {
        Kit.Dispose();
        return Task.CompletedTask;
    }
}
