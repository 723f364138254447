using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What the files of one release are made from: the same release, the same bytes.</summary>
/// <param name="Revision">From 1.</param>
public sealed record Release(Definition Definition, Wave Wave, int Revision, Disclosed Disclosed)
{
    /// <summary>The newest releases of the waves before, oldest first.</summary>
    public ImmutableArray<ReleaseView> Earlier { get; init; } = [];

    /// <summary>The rows of estimates.csv, as release.json has them.</summary>
    public ImmutableArray<IndicatorView> Indicators { get; } =
        ReleaseJson.IndicatorsOf(Definition, Disclosed);

    private ImmutableArray<ChangeRow>? _changes;
    private ImmutableArray<TrendRow>? _trends;
    private Stuffing? _stuffing;

    public Stuffing Stuffing => _stuffing ??= Stuffing.Of(this);

    public ImmutableArray<ChangeRow> Changes => _changes ??= [.. ChangeRow.Of(this)];

    public ImmutableArray<TrendRow> Trends => _trends ??= [.. TrendRow.Of(this)];
}
