using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>Rows that together hold a small count, if they are known.</summary>
/// <param name="Unless">Rows of which one, if it is known, makes the count no secret.</param>
internal sealed record HoldingRows(ImmutableArray<Place> Rows, ImmutableArray<Place> Unless);
