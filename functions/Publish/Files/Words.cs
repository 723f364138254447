using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What files and pages say, in every language (words.json).</summary>
internal static class Words
{
    internal static ImmutableDictionary<string, Texts> All { get; } = Load();

    public static IEnumerable<string> Languages => All["language"].Words.Keys.Order();

    public static Texts Of(string key) => All[key];

    /// <summary>With <c>{0}</c>, <c>{1}</c> filled in by each language's words.</summary>
    public static Texts Fill(string key, params Texts[] with) =>
        new(
            All[key]
                .Words.ToImmutableDictionary(
                    pair => pair.Key,
                    pair =>
                        string.Format(
                            CultureInfo.InvariantCulture,
                            pair.Value,
                            [.. with.Select(texts => texts[pair.Key])]
                        )
                )
        );

    /// <summary>The same words in every language, to be filled in.</summary>
    public static Texts Same(string words) =>
        new(All["language"].Words.ToImmutableDictionary(pair => pair.Key, _ => words));

    private static ImmutableDictionary<string, Texts> Load() =>
        JsonSerializer
            .Deserialize<Dictionary<string, ImmutableDictionary<string, string>>>(
                Embedded.Read("words.json")
            )!
            .ToImmutableDictionary(pair => pair.Key, pair => new Texts(pair.Value));
}

/// <summary>The stage's files that are part of the program.</summary>
internal static class Embedded
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(
            $"Survey.Publish.{name}"
        )!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
