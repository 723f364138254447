using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;
using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Survey.Storage;
using Survey.Tests.Ask;

namespace Survey.Tests.Whole.Simulation;

/// <summary>Two programs on one store, students, an admin and a clock. It begins three days before a wave's end.</summary>
internal sealed class World(Planted planted = Planted.None) : IDisposable
{
    private static readonly Definition Definition = Tiny.Definition with
    {
        Pages = Tiny.Definition.Pages with
        {
            Operator = new Operator(
                new Texts(Tiny.Instrument.Languages.ToImmutableDictionary(one => one, _ => "Test")),
                "test@example.org"
            ),
        },
    };

    private static readonly DateTimeOffset Start = new(2026, 9, 28, 0, 0, 0, TimeSpan.Zero);

    private readonly MemoryTables _tables = new(planted);
    private readonly MemoryBlobs _blobs = new(planted);
    private readonly Instance?[] _programs = new Instance?[2];
    private readonly HashSet<(string Wave, int Revision)> _whole = [];
    private Instance? _reader;
    private readonly Expectations _expected = new();

    public Planted Planted => planted;

    public FakeTimeProvider Time { get; } = new(Start);

    /// <summary>Bodies of the mails that were sent.</summary>
    public ConcurrentQueue<string> Mails { get; } = [];

    /// <summary>What does not hold; empty: everything does.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(
        IReadOnlyList<Act> acts,
        Planted planted = Planted.None
    )
    {
        using var world = new World(planted);
        await world.DoAsync(new Act.Run(TimerName.Roll, 0, false, null));
        foreach (var act in acts)
        {
            await world.DoAsync(act);
            await world.LookAsync();
        }
        await world.SettleAsync();
        return world._expected.Broken;
    }

    /// <summary>A third program, which only looks and never fails.</summary>
    private Instance Reader => _reader ??= new Instance(this, Definition, _tables, _blobs);

    private Instance Program(int number) =>
        _programs[number] ??= new Instance(this, Definition, _tables, _blobs);

    private async Task DoAsync(Act act)
    {
        switch (act)
        {
            case Act.Wait(var minutes):
                Time.Advance(TimeSpan.FromMinutes(minutes));
                break;
            case Act.Send(var student, var program, var everywhere, var fault):
                await OnAsync(program, everywhere, fault, one => SendAsync(one, student));
                break;
            case Act.Run(var timer, var program, var everywhere, var fault):
                await OnAsync(program, everywhere, fault, one => RunTimerAsync(one, timer));
                break;
            case Act.Admin(var what, var program, var fault):
                await OnAsync(program, false, fault, one => DecideAsync(one, what));
                break;
        }
    }

    /// <summary>A program that died is started anew when it is needed next.</summary>
    private async Task OnAsync(int program, bool everywhere, Fault? fault, Func<Instance, Task> act)
    {
        Program(program).Store.Plan(fault);
        await Task.WhenAll(
            (everywhere ? [program, 1 - program] : new[] { program })
                .Select(Program)
                .Select(one => Task.Run(() => TryAsync(one, act)))
        );
        foreach (var place in (int[])[0, 1])
        {
            _programs[place]?.Store.Plan(null);
            if (_programs[place] is { Store.IsDead: true } dead)
            {
                dead.Dispose();
                _programs[place] = null;
            }
        }
    }

    private async Task TryAsync(Instance program, Func<Instance, Task> act)
    {
        try
        {
            await act(program);
        }
        catch (StorageUnavailableException)
        {
            // Whoever asked is told so and asks again.
        }
        catch (Exception fault)
        {
            _expected.Break($"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private async Task SendAsync(Instance program, int student)
    {
        var wave = Definition.Calendar.PeriodAt(Time.GetUtcNow()).Id;
        // Another id for each wave, as a browser draws it.
        var id = new Guid(student, 0, 0, System.Text.Encoding.ASCII.GetBytes(wave.PadRight(8)));
        var answers = new Answers(Definition.Instrument);
        answers[0] = 1UL << student % Definition.Instrument.Items[0].Options.Length;
        _expected.Sent(wave, student);
        try
        {
            var kept = await program
                .Get<Submissions>()
                .KeepAsync(wave, id, Definition.Instrument.Name, answers);
            if (kept.Refusal is null)
                _expected.Acknowledged(wave, student, isNew: kept.Outcome == Outcome.Done);
        }
        catch (StorageUnavailableException) when (planted == Planted.FailureAcknowledged)
        {
            _expected.Acknowledged(wave, student, isNew: false);
        }
    }

    private static Task RunTimerAsync(Instance program, TimerName timer)
    {
        var info = new TimerInfo();
        return timer switch
        {
            TimerName.Roll => program.Get<RollWaves>().Run(info, default),
            TimerName.Publish => program.Get<PublishReleases>().Run(info, default),
            _ => program.Get<EraseResponses>().Run(info, default),
        };
    }

    private async Task DecideAsync(Instance program, AdminDoes what)
    {
        var waves = await program.Get<Waves>().ListAsync(default).ToArrayAsync();
        var wave =
            waves.FirstOrDefault(one => one.Draft is not null)
            ?? waves.FirstOrDefault(one => one.State != WaveState.Erased);
        if (wave is null)
            return;
        var decisions = program.Get<ReleaseDecisions>();
        if (what == AdminDoes.Approve && wave.Draft is { } draft)
        {
            // Allowed from here on: an answer that gets lost may have been a yes.
            _expected.Approved(wave.Id, draft.Revision);
            await decisions.ApproveAsync(wave.Id, new(draft.Revision), null, "admin", default);
        }
        else if (what == AdminDoes.Hold && wave.Draft is { } held)
            await decisions.HoldAsync(wave.Id, new(held.Revision), "why", "admin", default);
        else if (what == AdminDoes.Withdraw)
            await decisions.WithdrawAsync(wave.Id, new(wave.Revision), "why", "admin", default);
        else if (what == AdminDoes.Revise)
            await program.Get<Revising>().ReviseAsync(wave.Id, "admin", default);
        else if (what == AdminDoes.Close)
            await program.Get<ClosingNow>().CloseAsync(wave.Id, "admin", default);
    }

    /// <summary>What holds at any time.</summary>
    private async Task LookAsync()
    {
        await foreach (var wave in Reader.Get<Waves>().ListAsync(default))
        {
            _expected.Seen(wave);
            for (var revision = 1; revision <= wave.Revision; revision++)
                if (
                    await Reader.Get<ReleaseIndex>().FindAsync(wave, revision, default) is
                    { } release
                )
                    await CheckFilesAsync(wave, release);
                else if (wave.IsReleased(revision))
                    _expected.Break($"{wave.Id}: revision {revision} is out and not whole");
        }
    }

    private async Task CheckFilesAsync(Wave wave, Manifest release)
    {
        _expected.Out(wave.Id, release.Revision);
        // A blob never changes: once is enough.
        if (!_whole.Add((wave.Id, release.Revision)))
            return;
        foreach (var file in release.Files)
            try
            {
                await Reader.Get<Releases>().ReadFileAsync(release, file.Name, default);
            }
            catch (DamagedException)
            {
                _expected.Break($"{wave.Id}: {file.Name} of {release.Revision} is not whole");
            }
    }

    /// <summary>The store works again, timers run, and an admin approves what waits: then all waves are where they
    /// should be.</summary>
    private async Task SettleAsync()
    {
        for (var day = 0; day < 9; day++)
        {
            foreach (var timer in Enum.GetValues<TimerName>())
                await DoAsync(new Act.Run(timer, day % 2, false, null));
            await DoAsync(new Act.Admin(AdminDoes.Approve, 0, null));
            await LookAsync();
            await CountAsync();
            Time.Advance(TimeSpan.FromHours(20));
        }
        await foreach (var wave in Reader.Get<Waves>().ListAsync(default))
            if (
                wave.State
                    is WaveState.Closing
                        or WaveState.Closed
                        or WaveState.Drafted
                        or WaveState.Erasing
                || (wave.State is WaveState.Open && wave.Closes < Time.GetUtcNow().AddDays(-1))
            )
                _expected.Break($"{wave.Id} stays {wave.State}: {wave.WhyUnpublished}");
        _expected.Recorded(await Reader.Get<Waves>().ReadRecordAsync(default).ToArrayAsync());
        foreach (var mail in Mails.CountBy(mail => mail).Where(mail => mail.Value > 1))
            _expected.Break($"a mail was sent {mail.Value} times: {mail.Key}");
    }

    /// <summary>Acknowledged is kept, kept was sent, and both are counted; what is erased is gone.</summary>
    private async Task CountAsync()
    {
        await foreach (var wave in Reader.Get<Waves>().ListAsync(default))
        {
            var kept = 0;
            for (var shard = 0; shard < Responses.Shards; shard++)
                await foreach (
                    var row in _tables.QueryAsync("Responses", $"{wave.Id}-{shard:x}", default)
                )
                    if (row.Properties.ContainsKey("answers"))
                        kept++;
            _expected.Counted(wave, kept);
        }
    }

    public void Dispose()
    {
        foreach (var program in _programs.Append(_reader))
            program?.Dispose();
    }
}
