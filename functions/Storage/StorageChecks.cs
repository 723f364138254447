namespace Survey.Storage;

/// <summary>Whether a store can be used: what health and a start ask.</summary>
internal static class StorageChecks
{
    internal const string Table = "Checks";
    internal const string Key = "check";

    /// <summary>Writes a row, durably, and reads it back.</summary>
    /// <exception cref="StorageUnavailableException">The tables cannot be used.</exception>
    public static async Task CheckAsync(this ITables tables, CancellationToken cancel)
    {
        var row = new Entity(
            Key,
            Key,
            new Dictionary<string, object> { ["value"] = Guid.NewGuid() },
            (await tables.GetAsync(Table, Key, Key, cancel))?.ETag
        );
        // Whatever the outcome, the store has answered: another instance may check too.
        await tables.SubmitAsync(Table, [Operation.Save(row)], cancel);
        if (await tables.GetAsync(Table, Key, Key, cancel) is null)
            throw new StorageUnavailableException("What was written is not there.");
    }

    /// <exception cref="StorageUnavailableException">The blobs cannot be read.</exception>
    public static async Task CheckAsync(this IBlobs blobs, CancellationToken cancel)
    {
        await using var none = await blobs.OpenReadAsync("checks", "check", 0, 0, cancel);
    }
}
