using Survey.Ask;

namespace Survey.Standalone.Demo;

/// <summary>Made-up students who answer the current wave as soon as it is open.</summary>
internal sealed class FastStudents(
    DemoWaves demo,
    Definition definition,
    Waves waves,
    Settings settings,
    TimeProvider clock
) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var model = PeopleModel.Load(SurveyApp.FolderOf(settings));
        var current = definition.Calendar.PeriodAt(clock.GetUtcNow());
        while (await waves.GetAsync(current.Id, stoppingToken) is not { AcceptsResponses: true })
            await Task.Delay(BetweenLooks, clock, stoppingToken);
        await demo.AnswerAsync(current.Id, model, number: 1, stoppingToken);
    }
}
