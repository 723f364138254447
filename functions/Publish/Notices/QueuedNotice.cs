namespace Survey.Publish;

public enum NoticeState
{
    /// <summary>To be sent.</summary>
    Due,

    /// <summary>Somebody is about to send it, or broke off and nobody knows where.</summary>
    Sending,

    /// <summary>SendGrid accepted it.</summary>
    Sent,

    /// <summary>SendGrid may have accepted it. It is not sent again.</summary>
    Unclear,

    /// <summary>SendGrid will not take it.</summary>
    Refused,

    /// <summary>It became a line of the log.</summary>
    Logged,
}

/// <summary>A notice to one recipient: one row of table Notices, changed only under its ETag.</summary>
/// <param name="Id">The notice's id and the recipient.</param>
/// <param name="Recipient">A hash, see <see cref="Recipients"/>.</param>
/// <param name="Next">When there is something to do about it: Due: not before; Sending: when it becomes Unclear;
/// otherwise: when the row goes.</param>
/// <param name="Claim">Of whoever sends it.</param>
public sealed record QueuedNotice(
    string Id,
    string Recipient,
    string Subject,
    string Text,
    NoticeState State,
    DateTimeOffset Queued,
    DateTimeOffset Next,
    int Attempts = 0,
    Guid Claim = default,
    string? ETag = null
);
