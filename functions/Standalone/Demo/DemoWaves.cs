using Survey.Ask;
using Survey.Collect;
using Survey.Publish;

namespace Survey.Standalone.Demo;

/// <summary>Fills an empty store with made-up respondents: four closed waves with their releases, which
/// anybody may see, and an open one.
/// All of them are marked synthetic.</summary>
internal sealed class DemoWaves(
    Definition definition,
    Waves waves,
    Responses responses,
    WaveSteps steps,
    Publisher publisher,
    PublicRelease allowed,
    ReleaseDecisions decisions,
    TimeProvider clock
)
{
    private const int Seed = 2014;
    private const int ClosedWaves = 4;

    public async Task FillAsync(PeopleModel model, CancellationToken cancel)
    {
        var current = definition.Calendar.PeriodAt(clock.GetUtcNow());
        for (var number = 0; number <= ClosedWaves; number++)
        {
            var period = current.Plus(number - ClosedWaves);
            var people = new People(definition.Instrument, model, Seed, number);
            var isLast = number == ClosedWaves;
            await OpenAsync(period, cancel);
            await AnswerAsync(period.Id, people, isLast ? 640 : 2800 + 150 * number, cancel);
            if (isLast)
                return;
            await steps.CloseAsync((await waves.GetAsync(period.Id, cancel))!, cancel);
            await publisher.PublishAsync(period.Id, cancel);
            await decisions.ApproveAsync(period.Id, new(1), at: null, Deed.Program, cancel);
            var wave = (await waves.GetAsync(period.Id, cancel))!;
            if (await allowed.AllowAsync(wave, done: null, cancel) is { } results)
                await steps.ShowAsync(wave, results, Deed.Program, cancel);
        }
    }

    private async Task OpenAsync(Period period, CancellationToken cancel)
    {
        var planned = new Wave(
            period.Id,
            WaveState.Planned,
            period.Opens,
            period.Closes,
            definition.Instrument.Name,
            Synthetic: true
        );
        await waves.SaveAsync(planned, cancel);
        await steps.OpenAsync((await waves.GetAsync(period.Id, cancel))!, cancel);
    }

    private Task AnswerAsync(string wave, People people, int count, CancellationToken cancel)
    {
        var ids = new Random(Seed);
        return Parallel.ForEachAsync(
            Enumerable.Range(0, count).Select(number => (number, id: NewId(ids))),
            new ParallelOptions { MaxDegreeOfParallelism = 128, CancellationToken = cancel },
            async (student, stop) =>
                await responses.KeepAsync(
                    wave,
                    student.id,
                    definition.Instrument.Name,
                    people.Answer(student.number).Encode(),
                    stop
                )
        );
    }

    private static Guid NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
