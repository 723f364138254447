using System.Globalization;

namespace Survey.Ask;

/// <summary>In the order of a wave's life; it never goes back.</summary>
public enum WaveState
{
    /// <summary>Opens later.</summary>
    Planned,

    /// <summary>Takes responses.</summary>
    Open,

    /// <summary>Past its end, still taking the answers under way.</summary>
    Closing,

    /// <summary>Takes none any more; figures can be made.</summary>
    Closed,

    /// <summary>A release is made, and only admins see it.</summary>
    Drafted,

    /// <summary>A release was made public.</summary>
    Published,

    /// <summary>The responses are being erased; no revision can be made any more.</summary>
    Erasing,

    /// <summary>The responses are erased, and a search found none; the release remains.</summary>
    Erased,
}

/// <summary>One period's survey: one row of table Waves, changed only under its ETag.</summary>
/// <param name="Id">Its <see cref="Period"/>'s.</param>
/// <param name="Opens">UTC; 00:00 in the country.</param>
/// <param name="Closes">UTC; 00:00 in the country, or the moment an admin closed it.</param>
/// <param name="Instrument">Name of the instrument asked, e.g. <c>youth-online/1</c>.</param>
/// <param name="InstrumentSha256">Of instrument.json as it was when the wave opened; empty while planned.</param>
/// <param name="Responses">How many were counted when figures were made; 0 before.</param>
/// <param name="Revision">The newest release's; 0: none. A draft has no part in it.</param>
/// <param name="Published">When that release came out, UTC.</param>
/// <param name="Synthetic">Made-up respondents, as in the demo.</param>
/// <param name="Erasure">Null until the responses are being erased.</param>
/// <param name="WhyUnpublished">What keeps a closed wave from its draft, for an admin; null: nothing is known to.</param>
/// <param name="Draft">The release that waits to be made public: the wave's first, or a revision; null: none.</param>
/// <param name="Withdrawal">What took back the releases up to one revision; null: none was.</param>
/// <param name="Unreleased">Numbers up to <paramref name="Revision"/> whose draft was never made public, between commas.</param>
/// <param name="ETag">Null: not stored yet.</param>
public sealed record Wave(
    string Id,
    WaveState State,
    DateTimeOffset Opens,
    DateTimeOffset Closes,
    string Instrument,
    string InstrumentSha256 = "",
    long Responses = 0,
    int Revision = 0,
    DateTimeOffset? Published = null,
    bool Synthetic = false,
    Erasure? Erasure = null,
    string? WhyUnpublished = null,
    Draft? Draft = null,
    Withdrawal? Withdrawal = null,
    string Unreleased = "",
    string? ETag = null
)
{
    /// <summary>What an admin lets anybody see of a release of this wave; null: nothing.</summary>
    public PublicResults? Results { get; init; }

    /// <summary>SHA-256 of the table of contents of each revision that was drafted: <c>1:0a.. 2:f3..</c>. Whoever changes a
    /// release's files together with their sums has to change this row as well.</summary>
    public string Sums { get; init; } = "";

    /// <summary>Lower-case hex; null: the revision was made before sums were kept, or not at all.</summary>
    public string? SumOf(int revision) =>
        Sums.Split(' ')
            .Select(one => one.Split(':'))
            .FirstOrDefault(one => one[0] == Number(revision))
            ?[^1];

    /// <summary>With the sum of a revision, in place of one that it had.</summary>
    public Wave WithSum(int revision, string sum) =>
        this with
        {
            Sums = string.Join(
                ' ',
                Sums.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Where(one => one.Split(':')[0] != Number(revision))
                    .Append($"{Number(revision)}:{sum}")
            ),
        };

    public bool AcceptsResponses => State is WaveState.Open or WaveState.Closing;

    /// <summary>The newest release was made public and stands.</summary>
    public bool HasRelease => IsReleased(Revision);

    /// <summary>Whether a revision was made public and was not withdrawn.</summary>
    public bool IsReleased(int revision) => WasReleased(revision) && !IsWithdrawn(revision);

    public bool IsWithdrawn(int revision) =>
        WasReleased(revision) && revision <= Withdrawal?.Revision;

    private bool WasReleased(int revision) =>
        revision >= 1
        && revision <= Revision
        && !Unreleased.Split(',').Contains(Number(revision), StringComparer.Ordinal);

    private static string Number(int revision) => revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>Anybody may see its newest release on the public page. A revision is another release, and for an admin to
    /// look at first.</summary>
    public bool IsPublic => HasRelease && Results?.Revision == Revision;
}
