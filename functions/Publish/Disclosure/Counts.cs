using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>How many respondents, unweighted, said yes and no to one indicator in one group.</summary>
internal readonly record struct Counts(long Yes, long No)
{
    /// <summary>Those who were asked and answered.</summary>
    public long Base => Yes + No;

    public long Of(ImmutableArray<IndicatorAnswer> says) =>
        (says.Contains(IndicatorAnswer.Yes) ? Yes : 0)
        + (says.Contains(IndicatorAnswer.No) ? No : 0);
}
