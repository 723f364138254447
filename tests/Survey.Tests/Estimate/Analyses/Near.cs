using System.Text.Json;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>Ours against R's.</summary>
internal static class Near
{
    private const double Relative = 1e-9;
    private const double RelativeOfP = 1e-8;

    /// <summary>Equal to 1e-9 relative, where what is near 0 is measured by <paramref name="unit"/>: the size at which a
    /// difference would mean something, such as its standard error.</summary>
    public static void Equal(double expected, double found, string what, double unit = 0) =>
        Within(Relative, Math.Max(Math.Abs(expected), unit), expected, found, what);

    public static void Equal(JsonElement expected, double found, string what, double unit = 0) =>
        Equal(expected.GetDouble(), found, what, unit);

    /// <summary>Probabilities, to 1e-8 relative.</summary>
    public static void EqualP(JsonElement expected, double found, string what) =>
        Within(RelativeOfP, Math.Abs(expected.GetDouble()), expected.GetDouble(), found, what);

    private static void Within(
        double relative,
        double size,
        double expected,
        double found,
        string what
    ) =>
        Assert.True(
            Math.Abs(found - expected) <= relative * size,
            FormattableString.Invariant($"{what}: {found:R}, in R {expected:R}")
        );
}
