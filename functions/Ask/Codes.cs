using System.Numerics;

namespace Survey.Ask;

/// <summary>The codes that single-choice items and derived variables are counted by: 0 to k-1 for the k options, then
/// "not asked", then "no answer".</summary>
public static class Codes
{
    /// <summary>Routing left it out.</summary>
    public static int NotAsked(int options) => options;

    /// <summary>Asked, left blank.</summary>
    public static int NoAnswer(int options) => options + 1;

    /// <summary>How many codes there are.</summary>
    public static int Count(int options) => options + 2;

    /// <param name="marks">The item's bits.</param>
    public static int Of(Item single, bool asked, ulong marks) =>
        !asked ? NotAsked(single.Options.Length)
        : marks == 0 ? NoAnswer(single.Options.Length)
        : BitOperations.TrailingZeroCount(marks);
}
