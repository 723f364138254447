using Survey.Collect;

namespace Survey.Publish;

/// <summary>Takes a wave to its draft, or its release, as soon as this program closes it; what fails here is left to the timer.</summary>
public sealed class PublishOnClose(
    ClosedWaves closed,
    Publisher publisher,
    ILogger<PublishOnClose> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var wave in closed.ReadAsync(stoppingToken))
            try
            {
                await publisher.PublishAsync(wave, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "{Wave} has no draft yet; the timer tries again.", wave);
            }
    }
}
