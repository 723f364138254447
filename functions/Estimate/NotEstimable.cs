namespace Survey.Estimate;

/// <summary>Why an analysis has no figures.</summary>
public enum NotEstimable
{
    /// <summary>Nobody answered all that it takes; of a comparison: nobody in the group, or nobody outside it.</summary>
    Nobody,

    /// <summary>A side of the table, or a predictor, has one level only among those who count.</summary>
    OneLevel,

    /// <summary>Everybody has the same outcome.</summary>
    OneOutcome,

    /// <summary>What is asked for cannot be told apart: levels coincide, or the table has too many empty cells.</summary>
    Singular,

    /// <summary>Some levels have only one outcome, so that coefficients grow without end (Albert and Anderson 1984).</summary>
    Separation,

    /// <summary>Nothing varies, so that no error can be worked out.</summary>
    NoVariance,

    /// <summary>Fewer respondents, or waves, than coefficients.</summary>
    NoDegrees,

    /// <summary>Fewer waves than a trend needs.</summary>
    TooFewWaves,
}
