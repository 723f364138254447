namespace Survey.Ask;

/// <summary>What shows that a wave's responses are gone.</summary>
/// <param name="Responses">Rows that were there when erasing began.</param>
/// <param name="Day">When a search found none of them any more, UTC; null until then.</param>
/// <param name="Partitions">Of the table, read again: none held a response.</param>
/// <param name="Bytes">Of the embedded store's files, searched for the keys of erased rows: none was there. 0 where
/// the store is Azure's, whose disks no program can read.</param>
public sealed record Erasure(
    long Responses,
    DateOnly? Day = null,
    int Partitions = 0,
    long Bytes = 0
);
