namespace Survey.Publish;

/// <summary>What became of an attempt to send a mail.</summary>
/// <param name="Why">For the log: a status or a kind of error, never what SendGrid wrote, which may hold addresses.</param>
public abstract record Delivery(string Why)
{
    public sealed record Accepted(string Why) : Delivery(Why);

    /// <summary>Certainly not accepted, and worth another try.</summary>
    /// <param name="After">Null: SendGrid did not say.</param>
    public sealed record Later(string Why, TimeSpan? After) : Delivery(Why);

    /// <summary>Certainly not accepted, and never will be.</summary>
    public sealed record Refused(string Why) : Delivery(Why);

    /// <summary>It may have been accepted.</summary>
    public sealed record Unclear(string Why) : Delivery(Why);
}
