namespace Survey.Estimate;

/// <summary>No figures can be made from these responses; the message says why, in words for whoever runs the survey.</summary>
public class EstimateException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The responses cannot be made to stand for the population: a release says so instead of figures.</summary>
public sealed class NoWeightsException(string message) : EstimateException(message);
