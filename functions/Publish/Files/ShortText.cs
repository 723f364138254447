using System.Text;

namespace Survey.Publish;

internal static class ShortText
{
    /// <summary>As much of a text as fits, cut at a word and marked where something is left out.</summary>
    /// <param name="size">Of a text; characters where none is given.</param>
    public static string Of(string text, int most, Func<string, int>? size = null)
    {
        size ??= one => one.EnumerateRunes().Count();
        if (size(text) <= most)
            return text;
        var words = text.Split(' ');
        var kept = words.Length;
        while (kept > 1 && size(string.Join(' ', words[..kept]) + "…") > most)
            kept--;
        return string.Join(' ', words[..kept]) + "…";
    }

    /// <summary>In UTF-8.</summary>
    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
