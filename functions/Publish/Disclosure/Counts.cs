namespace Survey.Publish;

/// <summary>How many respondents, unweighted, said yes and no to one indicator in one group.</summary>
internal readonly record struct Counts(long Yes, long No)
{
    /// <summary>Those who were asked and answered.</summary>
    public long Base => Yes + No;

    public static Counts operator +(Counts left, Counts right) =>
        new(left.Yes + right.Yes, left.No + right.No);
}
