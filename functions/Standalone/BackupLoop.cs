using Survey.Ask;
using Survey.Collect;
using Survey.Http;

namespace Survey.Standalone;

/// <summary>Makes a backup a day, and looks every hour for those that have to go.</summary>
internal sealed class BackupLoop(
    Settings settings,
    Definition definition,
    Waves waves,
    SureTime sure,
    TimeProvider time,
    TimerFailures failures,
    ILogger<BackupLoop> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Between = TimeSpan.FromHours(23.5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backup = new Backup(settings.BackupPath!, definition, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = await sure.NowAsync(stoppingToken);
                backup.Prune(await waves.ListAsync(stoppingToken).ToArrayAsync(stoppingToken), now);
                if (!(time.GetUtcNow() - backup.Newest < Between))
                    log.LogInformation(
                        "A backup is in {Folder}.",
                        await backup.MakeAsync(settings.DataPath, stoppingToken)
                    );
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "Timer {Name} failed", nameof(Backup));
                await failures.AddAsync(nameof(Backup));
            }
            await Task.Delay(Pause, time, stoppingToken);
        }
    }
}
