using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Survey.Collect;
using Xunit;

namespace Survey.Tests.Collect;

/// <summary>The line that the alert for a silent wave counts on.</summary>
public sealed class OpenWaveLineTests : IDisposable
{
    private readonly CollectFixture _kit = new("2026-11-15T12:00:00Z");

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Once_an_hour_an_open_waves_responses_are_said_rounded_down_to_ten()
    {
        await _kit.RollAsync();
        for (var number = 0; number < 12; number++)
            await _kit.Get<Responses>()
                .KeepAsync("2026-Q4", Guid.NewGuid(), "small/1", "1--", CancellationToken.None);
        _kit.SetTime("2026-11-15T13:00:00Z");
        Assert.Contains("Wave 2026-Q4 is open with 10 responses.", await LinesAsync());
        _kit.SetTime("2026-11-15T13:05:00Z");
        Assert.DoesNotContain(
            await LinesAsync(),
            line => line.Contains("responses", StringComparison.Ordinal)
        );
    }

    private async Task<IReadOnlyList<string>> LinesAsync()
    {
        await using var instance = _kit.Another();
        var lines = new Lines<RollWaves>();
        await ActivatorUtilities
            .CreateInstance<RollWaves>(instance, lines)
            .Run(new TimerInfo { IsPastDue = false }, CancellationToken.None);
        return lines.Written;
    }
}
