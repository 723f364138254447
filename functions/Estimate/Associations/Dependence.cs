namespace Survey.Estimate;

/// <summary>Whether two variables go together, and how much. Without a reason against it all figures are numbers.</summary>
/// <param name="Reason">Why there are no figures; null: there are.</param>
/// <param name="Degrees1">Of freedom, above; mostly a fraction.</param>
/// <param name="CramersV">Of the weighted table: 0 (independent) to 1.</param>
public sealed record Dependence(
    NotEstimable? Reason,
    double F = double.NaN,
    double Degrees1 = double.NaN,
    double Degrees2 = double.NaN,
    double P = double.NaN,
    double CramersV = double.NaN
);
