namespace Survey.Http;

/// <summary>Ends what is still being received when the program stops, in time for an answer: whoever sends is told to send
/// again, instead of finding the connection closed.</summary>
internal sealed class Stopping : IDisposable
{
    /// <summary>From the start of a stop; what is under way by then has some seconds left for its answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Of a whole stop.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _cut = new();
    private readonly CancellationToken _begun;
    private readonly CancellationTokenRegistration _stopping;

    public Stopping(IHostApplicationLifetime life)
    {
        _begun = life.ApplicationStopping;
        _stopping = _begun.Register(() => _cut.CancelAfter(Patience));
    }

    public bool HasBegun => _begun.IsCancellationRequested;

    /// <summary>Nobody need wait for a request any longer.</summary>
    public CancellationToken Cut => _cut.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _cut.Dispose();
    }
}
