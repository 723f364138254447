namespace Survey.Ask;

/// <summary>What can be done to a wave.</summary>
public enum WaveDeed
{
    Planned,
    Changed,
    Opened,
    Ended,
    Closed,
    Drafted,
    Approved,
    Held,
    Published,
    Withdrawn,

    /// <summary>Put on the public page.</summary>
    Shown,

    /// <summary>Taken off it.</summary>
    Unshown,
    Erasing,
    Erased,
}

/// <summary>A step that somebody takes, for the record of the waves.</summary>
/// <param name="Who"><see cref="Program"/>, or which key or sign-in; never a respondent.</param>
/// <param name="Why">What was said about it, e.g. a reason; empty: nothing.</param>
public sealed record Deed(WaveDeed What, string Who = Deed.Program, string Why = "")
{
    /// <summary>It happened by itself, when it was due.</summary>
    public const string Program = "program";
}

/// <summary>A line of the record.</summary>
/// <param name="At">UTC.</param>
public sealed record RecordedDeed(DateTimeOffset At, string Wave, Deed Deed);
