using Survey.Ask;

namespace Survey.Tests.Whole.Simulation;

/// <summary>What an onlooker of a simulation knows, and what must hold of it.</summary>
internal sealed class Expectations
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string Wave, int Student)> _sent = [];
    private readonly HashSet<(string Wave, int Student)> _acknowledged = [];
    private readonly HashSet<(string Wave, int Student)> _new = [];
    private readonly HashSet<(string Wave, int Revision)> _approved = [];
    private readonly Dictionary<string, Wave> _seen = [];
    private readonly List<string> _broken = [];

    public IReadOnlyList<string> Broken => _broken;

    public void Break(string what)
    {
        lock (_lock)
            _broken.Add(what);
    }

    public void Sent(string wave, int student)
    {
        lock (_lock)
            _sent.Add((wave, student));
    }

    /// <param name="isNew">The student was told that it is stored now, and not that it was before.</param>
    public void Acknowledged(string wave, int student, bool isNew)
    {
        lock (_lock)
        {
            _acknowledged.Add((wave, student));
            if (isNew && !_new.Add((wave, student)))
                _broken.Add($"{wave}: student {student} was stored twice");
        }
    }

    public void Approved(string wave, int revision) => _approved.Add((wave, revision));

    public void Out(string wave, int revision)
    {
        if (!_approved.Contains((wave, revision)))
            Break($"{wave}: revision {revision} is out, and nobody approved it");
    }

    public void Seen(Wave wave)
    {
        if (_seen.GetValueOrDefault(wave.Id) is { } before)
        {
            if (wave.State < before.State)
                Break($"{wave.Id} went back from {before.State} to {wave.State}");
            if (wave.Revision < before.Revision)
                Break($"{wave.Id} went back from revision {before.Revision} to {wave.Revision}");
            if (before.Withdrawal is not null && wave.Withdrawal is null)
                Break($"{wave.Id} forgot that a release was withdrawn");
        }
        _seen[wave.Id] = wave;
    }

    /// <summary>Two programs that take a step at once have taken it once.</summary>
    public void Recorded(IEnumerable<RecordedDeed> record)
    {
        foreach (
            var (deed, times) in record
                .Where(line =>
                    line.Deed.What
                        is WaveDeed.Opened
                            or WaveDeed.Ended
                            or WaveDeed.Closed
                            or WaveDeed.Erasing
                            or WaveDeed.Erased
                )
                .CountBy(line => (line.Wave, line.Deed.What))
        )
            if (times > 1)
                Break($"{deed.Wave} was {deed.What} {times} times");
    }

    /// <param name="kept">Responses in the store.</param>
    public void Counted(Wave wave, int kept)
    {
        var acknowledged = _acknowledged.Count(one => one.Wave == wave.Id);
        var sent = _sent.Count(one => one.Wave == wave.Id);
        if (wave.State == WaveState.Erased)
        {
            if (kept > 0)
                Break($"{wave.Id} is erased, and {kept} responses are there");
        }
        else if (wave.State < WaveState.Erasing && (kept < acknowledged || kept > sent))
            Break($"{wave.Id}: {sent} sent, {acknowledged} acknowledged, {kept} kept");
        if (
            wave.State >= WaveState.Drafted
            && (wave.Responses < acknowledged || wave.Responses > sent)
        )
            Break($"{wave.Id}: {sent} sent, {acknowledged} acknowledged, {wave.Responses} counted");
        if (wave.State is WaveState.Drafted or WaveState.Published && wave.Responses != kept)
            Break($"{wave.Id}: {kept} kept, {wave.Responses} counted");
    }
}
