using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>Gives every respondent a known answer to each item of the population's margins: random hot-deck imputation.
/// A missing or other answer becomes that of somebody drawn among the wave's respondents who gave a known one and share
/// the respondent's other known answers; where nobody does, among all who gave a known one.</summary>
/// <remarks>The draw follows from the response's key, the wave and the item alone. Counting again, in parts or in
/// another order, completes in the same way. Safe for several threads.</remarks>
internal sealed class Completion
{
    private readonly string _wave;
    private readonly Demographics _known;

    /// <summary>By cell and margin: respondents by option to draw from; null where all is known, or that margin is.</summary>
    private readonly long[]?[]?[] _donors;

    /// <param name="known">Of the whole wave; not changed any more.</param>
    public Completion(string wave, Demographics known)
    {
        _wave = wave;
        _known = known;
        _donors =
        [
            .. Cells.Select(cell =>
                known.IsKnown(cell)
                    ? null
                    : Margins
                        .Select(margin =>
                            known.IsKnown(cell, margin) ? null : DonorsOf(cell, margin)
                        )
                        .ToArray()
            ),
        ];
    }

    /// <summary>For each margin, how many answers are completed, and from how many known ones.</summary>
    public ImmutableArray<Completed> Completed =>
        [
            .. Margins.Select(margin =>
            {
                var donors = Cells
                    .Where(cell => _known.IsKnown(cell, margin))
                    .Sum(cell => _known[cell]);
                return new Completed(_known.Items[margin].Id, _known.Responses - donors, donors);
            }),
        ];

    private IEnumerable<int> Cells => Enumerable.Range(0, _known.Layout.Cells);

    private IEnumerable<int> Margins => Enumerable.Range(0, _known.Items.Length);

    /// <summary>The response with what is completed in place of what is not known. An item that nobody gave a known
    /// answer to stays as it is.</summary>
    /// <exception cref="FormatException">The text is not a response to this instrument.</exception>
    public string Complete(KeptAnswers response)
    {
        var cell = _known.CellOf(response.Text, stackalloc int[_known.Items.Length]);
        if (_donors[cell] is not { } byMargin)
            return response.Text;
        var text = response.Text.ToCharArray();
        foreach (var margin in Margins)
            if (byMargin[margin] is { } donors && donors.Sum() is > 0 and var all)
                _known.Write(text, margin, Draw(response.Key, margin, donors, all));
        return new string(text);
    }

    /// <summary>The place of an option, each as likely as it is frequent.</summary>
    private int Draw(string key, int margin, long[] donors, long all)
    {
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes($"{_wave}/{_known.Items[margin].Id}/{key}")
        );
        var uniform = BinaryPrimitives.ReadUInt64BigEndian(hash);
        var at = (long)(((UInt128)uniform * (ulong)all) >> 64);
        var option = 0;
        while ((at -= donors[option]) >= 0)
            option++;
        return option;
    }

    private long[] DonorsOf(int cell, int margin)
    {
        var alike = ByOption(margin, donor => IsAlike(donor, cell, margin));
        return alike.Sum() > 0 ? alike : ByOption(margin, _ => true);
    }

    private long[] ByOption(int margin, Func<int, bool> isDonor)
    {
        var people = new long[_known.Items[margin].Options.Length];
        foreach (var donor in Cells)
            if (_known.IsKnown(donor, margin) && isDonor(donor))
                people[_known.Layout.CodeOf(donor, margin)] += _known[donor];
        return people;
    }

    private bool IsAlike(int donor, int cell, int margin) =>
        Margins.All(other =>
            other == margin
            || !_known.IsKnown(cell, other)
            || _known.Layout.CodeOf(donor, other) == _known.Layout.CodeOf(cell, other)
        );
}
