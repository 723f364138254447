using System.Globalization;

namespace Survey.Collect;

/// <summary>How many rows of a shard lie where the store cannot be read. Keys are hashes, and so lie evenly: a range of
/// them that cannot be read held its share.</summary>
internal sealed class Gaps
{
    private const double Most = 0.999;

    private double _at;
    private double _width;
    private int _count;
    private bool _isIn;

    /// <param name="key">Of the next row; null: rows that cannot be read.</param>
    public void Pass(string? key)
    {
        if (key is null)
        {
            _isIn = true;
            return;
        }
        var at = PlaceOf(key);
        if (_isIn)
            Leave(at);
        _at = at;
    }

    /// <param name="others">Rows of the shard that were read.</param>
    public long Rows(long others)
    {
        if (_isIn)
            Leave(1);
        var share = Math.Min(_width, Most);
        // Between two neighbours, of which none is missing, there is a gap too.
        var rows = Math.Round(others * share / (1 - share)) - _count;
        return Math.Max(_count, (long)rows);
    }

    private void Leave(double at)
    {
        _width += Math.Max(0, at - _at);
        _count++;
        _isIn = false;
    }

    /// <summary>From 0 to 1; what is no hexadecimal number lies behind all of them.</summary>
    private static double PlaceOf(string key) =>
        uint.TryParse(
            key.AsSpan(0, Math.Min(8, key.Length)),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var start
        )
            ? start / (double)uint.MaxValue
            : 1;
}
