namespace Survey.Publish;

/// <summary>Tells people what happened: first a row for each of them, then the mail. Safe to run late, twice and on two
/// instances at once; a mail whose outcome nobody knows is not sent again.</summary>
public sealed class Notices(
    NoticeOccasions occasions,
    NoticeTexts texts,
    Outbox outbox,
    Recipients recipients,
    NoticeMail mail,
    TimeProvider time,
    ILogger<Notices> log
)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>After that a mail is no news any more.</summary>
    private static readonly TimeSpan WorthSending = TimeSpan.FromDays(7);

    /// <summary>Nothing that goes wrong with notices reaches the caller, who has more important things to do.</summary>
    public async Task SendAsync(CancellationToken cancel)
    {
        await TryAsync(QueueAsync, cancel);
        await TryAsync(SendDueAsync, cancel);
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancel)
    {
        try
        {
            await act(cancel);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            log.LogError(fault, "Notices wait for the next run.");
        }
    }

    private async Task QueueAsync(CancellationToken cancel)
    {
        await foreach (var notice in occasions.FindAsync(cancel))
            await outbox.AddAsync(notice, cancel);
    }

    private async Task SendDueAsync(CancellationToken cancel)
    {
        var isAway = false;
        foreach (var notice in await outbox.ListAsync(cancel).ToArrayAsync(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            if (notice.State == NoticeState.Sending)
                await LoseAsync(notice, "nobody finished sending it");
            else if (notice.State != NoticeState.Due)
                await outbox.ForgetAsync(notice, cancel);
            else if (recipients.AddressOf(notice.Recipient) is not { } address)
                await WriteAsync(notice);
            else if (!isAway && await outbox.ClaimAsync(notice, cancel) is { } claimed)
                isAway = !await SettleAsync(claimed, await mail.SendAsync(claimed, address));
        }
    }

    private async Task WriteAsync(QueuedNotice notice)
    {
        if (await outbox.SettleAsync(notice, NoticeState.Logged))
            log.LogInformation("Notice: {Subject}", notice.Subject);
    }

    /// <returns>Whether SendGrid can be sent more now.</returns>
    private async Task<bool> SettleAsync(QueuedNotice notice, Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Accepted:
                await outbox.SettleAsync(notice, NoticeState.Sent);
                log.LogInformation("Notice {Id} is sent.", notice.Id);
                return true;
            case Delivery.Later later when time.GetUtcNow() - notice.Queued < WorthSending:
                var next = time.GetUtcNow() + WaitOf(notice, later);
                await outbox.DelayAsync(notice, next);
                log.LogWarning(
                    "Notice {Id} waits until {Next:u}: {Why}",
                    notice.Id,
                    next,
                    later.Why
                );
                return false;
            case Delivery.Unclear unclear:
                await LoseAsync(notice, unclear.Why);
                return false;
            default:
                await outbox.SettleAsync(notice, NoticeState.Refused);
                log.LogError("Notice {Id} is not sent: {Why}", notice.Id, delivery.Why);
                return true;
        }
    }

    private static TimeSpan WaitOf(QueuedNotice notice, Delivery.Later later)
    {
        var wait = later.After ?? FirstWait * Math.Pow(2, Math.Min(notice.Attempts, 10) - 1);
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>The admins' row comes first: the other says that there is nothing left to do.</summary>
    private async Task LoseAsync(QueuedNotice notice, string why)
    {
        var unclear = texts.Unclear(notice);
        // That a notice of this kind is lost too is for the log alone.
        if (!notice.Id.StartsWith("unclear-", StringComparison.Ordinal))
            await outbox.AddAsync(unclear, CancellationToken.None);
        if (await outbox.SettleAsync(notice, NoticeState.Unclear))
            log.LogError("Notice {Id} may not have arrived: {Why}", notice.Id, why);
    }
}
