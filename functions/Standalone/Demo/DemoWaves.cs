using Survey.Ask;
using Survey.Collect;
using Survey.Publish;

namespace Survey.Standalone.Demo;

/// <summary>Fills an empty store with made-up respondents, all of them marked synthetic.</summary>
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

    /// <summary>Two years of quarters and one more: a trend needs eight, a change against the year before five.</summary>
    private const int ClosedWaves = 9;

    private const int StudentsOfAClosedWave = 2000;
    private const int FewStudents = 640;

    /// <summary>Closed waves with their releases, which anybody may see, and the current one, open.</summary>
    /// <param name="output">Told how far it is.</param>
    public async Task FillAsync(
        PeopleModel model,
        TextWriter output,
        CancellationToken cancel,
        int closedWaves = ClosedWaves
    )
    {
        var current = definition.Calendar.PeriodAt(clock.GetUtcNow());
        await output.WriteLineAsync(
            $"Made-up students answer {closedWaves} waves and one more that stays open. This takes about half a minute."
        );
        for (var number = 0; number < closedWaves; number++)
        {
            var period = current.Plus(number - closedWaves);
            await output.WriteLineAsync($"{period.Id}, wave {number + 1} of {closedWaves}");
            await OpenAsync(period, cancel);
            await AnswerAsync(period.Id, model, number, cancel, StudentsOfAClosedWave);
            await PublishAsync(period.Id, cancel);
        }
        await output.WriteLineAsync($"{current.Id}, open");
        await OpenAsync(current, cancel);
        await AnswerAsync(current.Id, model, closedWaves, cancel);
    }

    /// <summary>One closed wave, and the current one: it opens ten minutes from now and closes forty later, and the
    /// program's own timers do the rest.</summary>
    public async Task FillFastAsync(PeopleModel model, TextWriter output, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var current = definition.Calendar.PeriodAt(now);
        var before = current.Plus(-1);
        await output.WriteLineAsync(
            $"A minute passes in each second. Wave {current.Id} opens in ten seconds and closes in fifty; then its draft waits at the desk."
        );
        await OpenAsync(before, cancel);
        await AnswerAsync(before.Id, model, 0, cancel);
        await PublishAsync(before.Id, cancel);
        now = clock.GetUtcNow();
        await waves.SaveAsync(
            Planned(current) with
            {
                Opens = now.AddMinutes(10),
                Closes = now.AddMinutes(50),
            },
            cancel
        );
    }

    /// <summary>Opens a wave of made-up students now.</summary>
    public async Task OpenAsync(Period period, CancellationToken cancel)
    {
        await waves.SaveAsync(Planned(period), cancel);
        await steps.OpenAsync((await waves.GetAsync(period.Id, cancel))!, cancel);
    }

    private Wave Planned(Period period) =>
        new(
            period.Id,
            WaveState.Planned,
            period.Opens,
            period.Closes,
            definition.Instrument.Name,
            Synthetic: true
        );

    private async Task PublishAsync(string wave, CancellationToken cancel)
    {
        await steps.CloseAsync((await waves.GetAsync(wave, cancel))!, cancel);
        await publisher.PublishAsync(wave, cancel);
        await decisions.ApproveAsync(wave, new(1), at: null, Deed.Program, cancel);
        var published = (await waves.GetAsync(wave, cancel))!;
        if (await allowed.AllowAsync(published, done: null, cancel) is { } results)
            await steps.ShowAsync(published, results, Deed.Program, cancel);
    }

    /// <param name="number">From 0: answers drift from wave to wave.</param>
    public Task AnswerAsync(
        string wave,
        PeopleModel model,
        int number,
        CancellationToken cancel,
        int count = FewStudents
    )
    {
        var people = new People(definition.Instrument, model, Seed, number);
        var ids = new Random(Seed);
        return Parallel.ForEachAsync(
            Enumerable.Range(0, count).Select(student => (number: student, id: NewId(ids))),
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
