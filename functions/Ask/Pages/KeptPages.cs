using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Survey.Storage;
using PageKey = (string Name, string Language, string? Wave, bool Synthetic);

namespace Survey.Ask.Pages;

/// <summary>Pages that are the same for many readers, written once; and turns for those that are one reader's.</summary>
internal sealed class KeptPages
{
    /// <summary>Half of the processors write pages for one reader, the others take what is cheap: responses, and pages
    /// that are kept.</summary>
    private static readonly ConcurrencyLimiter Turns = new(
        new ConcurrencyLimiterOptions
        {
            PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
            QueueLimit = 200,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    private readonly ConcurrentDictionary<PageKey, Kept> _written = new();

    /// <param name="stamp">Another one: the page is written anew.</param>
    public async Task<IResult> ReplyAsync(
        PageKey key,
        string stamp,
        Func<Task<PageBytes>> write,
        Func<PageBytes, IResult> reply
    )
    {
        var kept = _written.AddOrUpdate(
            key,
            _ => new(stamp, new(write)),
            (_, old) => old.Stamp == stamp ? old : new(stamp, new(write))
        );
        try
        {
            return reply(await kept.Page.Value);
        }
        catch (StorageUnavailableException)
        {
            _written.TryRemove(KeyValuePair.Create(key, kept));
            throw;
        }
    }

    /// <returns>Null: too many wait already.</returns>
    public static async Task<PageBytes?> InTurnAsync(Func<Task<PageBytes>> write)
    {
        using var turn = await Turns.AcquireAsync();
        return turn.IsAcquired ? await write() : null;
    }

    private sealed record Kept(string Stamp, Lazy<Task<PageBytes>> Page);
}
