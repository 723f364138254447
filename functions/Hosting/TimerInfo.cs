namespace Survey.Hosting;

/// <summary>What a timer function is told: as in the Functions host's call.</summary>
/// <param name="IsPastDue">The schedule's moment was missed, e.g. because the program was not running.</param>
public sealed record TimerInfo(bool IsPastDue);
