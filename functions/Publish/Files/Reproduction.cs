using System.Collections.Immutable;
using System.Reflection;

namespace Survey.Publish;

/// <summary>What making the same release again takes, beside the responses.</summary>
/// <param name="Program">Its version and commit.</param>
/// <param name="Files">SHA-256 of the survey's files that figures depend on, lower-case hex.</param>
/// <param name="Opened">When the wave opened, UTC.</param>
/// <param name="Closed">When it closed.</param>
/// <param name="Confidence">Of every interval.</param>
/// <param name="DegreesOfFreedom">Of Student's t in the intervals of estimates.csv.</param>
/// <param name="Earlier">The releases that changes and trends were made from.</param>
/// <param name="MengEffectiveSize">Meng's (2018) f / (1 - f) / 0.005^2 with f the share of the population that answered,
/// to the nearest 5: how large a random sample would say as much, if who answers is correlated 0.005 with the answer.</param>
public sealed record Reproduction(
    string Program,
    ImmutableSortedDictionary<string, string> Files,
    DateTimeOffset Opened,
    DateTimeOffset Closed,
    decimal Confidence,
    string DegreesOfFreedom,
    ImmutableArray<EarlierRelease> Earlier,
    long MengEffectiveSize
)
{
    private const double Correlation = 0.005;

    private static readonly string Version = typeof(Reproduction)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion;

    internal static Reproduction Of(Release release) =>
        new(
            Version,
            release.Definition.Files,
            release.Wave.Opens,
            release.Wave.Closes,
            0.95m,
            "base - 1",
            [.. release.Earlier.Select(one => new EarlierRelease(one.Wave, one.Revision))],
            EffectiveSize(release)
        );

    /// <inheritdoc cref="MengEffectiveSize"/>
    internal static long EffectiveSize(Release release)
    {
        var responses = release.Disclosed.Responses;
        var share = (double)responses / release.Definition.Population.Total;
        return share < 1
            ? Math.Min(
                responses,
                Numbers.NearestFive(share / (1 - share) / (Correlation * Correlation))
            )
            : responses;
    }
}

public sealed record EarlierRelease(string Wave, int Revision);
