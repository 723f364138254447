using System.Runtime.CompilerServices;
using Survey.Ask;
using Survey.Storage;

namespace Survey.Publish;

/// <summary>Notices to send and sent, one row per notice and recipient: partition = the survey's id. SendGrid cannot be
/// asked whether it knows a mail, so this is what keeps one from being sent twice.</summary>
public sealed class Outbox(
    ITables tables,
    Definition definition,
    Recipients recipients,
    TimeProvider time
)
{
    private const string Table = "Notices";

    /// <summary>Much longer than a request to SendGrid may take.</summary>
    private static readonly TimeSpan LongestSending = TimeSpan.FromMinutes(10);

    /// <summary>Longer than an occasion is found again.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(100);

    /// <summary>Nothing happens to a row that is there already.</summary>
    public async Task AddAsync(Notice notice, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var recipient in recipients.Of(notice.Audience))
        {
            var row = new QueuedNotice(
                $"{notice.Id}-{recipient}",
                recipient,
                notice.Subject,
                notice.Text,
                NoticeState.Due,
                now,
                now
            );
            await tables.SubmitAsync(Table, [new Operation.Insert(Write(row))], cancel);
        }
    }

    /// <summary>Those that something is to be done about now.</summary>
    public async IAsyncEnumerable<QueuedNotice> ListAsync(
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var now = time.GetUtcNow();
        await foreach (var row in tables.QueryAsync(Table, definition.Id, cancel))
            if (Read(row) is var notice && notice.Next <= now)
                yield return notice;
    }

    /// <summary>How many rows there are in each state.</summary>
    public async Task<IReadOnlyDictionary<NoticeState, int>> CountAsync(CancellationToken cancel)
    {
        var states = await tables
            .QueryAsync(Table, definition.Id, cancel)
            .Select(row => Read(row).State)
            .ToArrayAsync(cancel);
        return states.CountBy(state => state).ToDictionary();
    }

    /// <summary>The row for one who may now send it; null: another was faster.</summary>
    public async Task<QueuedNotice?> ClaimAsync(QueuedNotice notice, CancellationToken cancel)
    {
        var claim = Guid.NewGuid();
        await SaveAsync(
            notice with
            {
                State = NoticeState.Sending,
                Next = time.GetUtcNow() + LongestSending,
                Attempts = notice.Attempts + 1,
                Claim = claim,
            },
            cancel
        );
        // Read in any case, for the new ETag.
        var row = await tables.GetAsync(Table, definition.Id, notice.Id, cancel);
        return row is not null && Read(row) is var claimed && claimed.Claim == claim
            ? claimed
            : null;
    }

    /// <returns>False: another changed the row meanwhile.</returns>
    public Task<bool> DelayAsync(QueuedNotice notice, DateTimeOffset until) =>
        SaveAsync(notice with { State = NoticeState.Due, Next = until }, CancellationToken.None);

    /// <param name="state">One in which nothing more is sent.</param>
    /// <returns>False: another changed the row meanwhile.</returns>
    public Task<bool> SettleAsync(QueuedNotice notice, NoticeState state) =>
        SaveAsync(
            notice with
            {
                State = state,
                Next = time.GetUtcNow() + KeptFor,
            },
            CancellationToken.None
        );

    public Task ForgetAsync(QueuedNotice notice, CancellationToken cancel) =>
        tables.SubmitAsync(Table, [new Operation.Delete(definition.Id, notice.Id)], cancel);

    private async Task<bool> SaveAsync(QueuedNotice notice, CancellationToken cancel) =>
        await tables.SubmitAsync(Table, [new Operation.Replace(Write(notice))], cancel)
        == Outcome.Done;

    private Entity Write(QueuedNotice notice) =>
        new(
            definition.Id,
            notice.Id,
            new Dictionary<string, object>
            {
                ["recipient"] = notice.Recipient,
                ["subject"] = notice.Subject,
                ["text"] = notice.Text,
                ["state"] = notice.State.ToString(),
                ["queued"] = notice.Queued,
                ["next"] = notice.Next,
                ["attempts"] = notice.Attempts,
                ["claim"] = notice.Claim,
            },
            notice.ETag
        );

    private static QueuedNotice Read(Entity row) =>
        new(
            row.RowKey,
            (string)row.Properties["recipient"],
            (string)row.Properties["subject"],
            (string)row.Properties["text"],
            Enum.Parse<NoticeState>((string)row.Properties["state"]),
            (DateTimeOffset)row.Properties["queued"],
            (DateTimeOffset)row.Properties["next"],
            (int)row.Properties["attempts"],
            (Guid)row.Properties["claim"],
            row.ETag
        );
}
