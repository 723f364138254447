namespace Survey.Ask;

/// <summary>A release whose files are written and that only admins are shown.</summary>
/// <param name="Revision">The release that it would be.</param>
/// <param name="Made">UTC.</param>
/// <param name="PublishAt">When it is made public, UTC, as an admin said who approved it; null: nobody did.</param>
/// <param name="WhyHeld">An admin's reason to keep it back; null: nobody does.</param>
public sealed record Draft(
    int Revision,
    DateTimeOffset Made,
    DateTimeOffset? PublishAt = null,
    string? WhyHeld = null
);

/// <summary>Releases that were public and are not shown any more.</summary>
/// <param name="Revision">The last of them.</param>
/// <param name="At">UTC.</param>
/// <param name="Why">An admin's words, for everybody.</param>
public sealed record Withdrawal(int Revision, DateTimeOffset At, string Why);
