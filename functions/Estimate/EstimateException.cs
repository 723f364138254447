namespace Survey.Estimate;

/// <summary>No figures can be made from these responses; the message says why, in words for whoever runs the survey.</summary>
public sealed class EstimateException(string message, Exception? inner = null)
    : Exception(message, inner);
