using System.Collections.Immutable;

namespace Survey.Publish.Charts;

/// <summary>Breaks text into lines where no browser measures it. Widths are those of a wide sans-serif (DejaVu Sans), so
/// that a narrower one fits too.</summary>
internal static class TextLines
{
    private const string Narrow = "iIjl.,:;'|!()[]tfr-– ";
    private const string Wide = "mMwW%@—";

    /// <summary>In units of the drawing.</summary>
    /// <param name="size">Of the letters.</param>
    public static double Width(string text, double size) =>
        size
        * text.Sum(letter =>
            Wide.Contains(letter) ? 1
            : Narrow.Contains(letter) ? 0.42
            : char.IsUpper(letter) ? 0.77
            : 0.64
        );

    /// <summary>As few lines as fit; a word that is wider than a line is cut.</summary>
    public static ImmutableArray<string> Wrap(string text, double width, double size)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var line = "";
        foreach (
            var piece in text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(word => Cut(word, width, size))
        )
        {
            var longer = line.Length == 0 ? piece : $"{line} {piece}";
            if (line.Length > 0 && Width(longer, size) > width)
            {
                lines.Add(line);
                longer = piece;
            }
            line = longer;
        }
        lines.Add(line);
        return lines.ToImmutable();
    }

    private static IEnumerable<string> Cut(string word, double width, double size)
    {
        while (word.Length > 1 && Width(word, size) > width)
        {
            var fits = 1;
            while (Width(word[..(fits + 1)], size) <= width)
                fits++;
            yield return word[..fits];
            word = word[fits..];
        }
        yield return word;
    }
}
