namespace Survey.Benchmarks;

/// <summary>What several rounds of one run say together.</summary>
internal static class Rounds
{
    /// <summary>Of an even number, the greater of the two in the middle.</summary>
    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
