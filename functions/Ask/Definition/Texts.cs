using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>One text in every language of the instrument: language (BCP 47) to words.</summary>
public sealed record Texts(ImmutableDictionary<string, string> Words)
{
    /// <summary>The words in <paramref name="language"/>; the check at start proves that every language has them.</summary>
    public string this[string language] => Words[language];
}
