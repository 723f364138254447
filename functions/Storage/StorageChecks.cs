namespace Survey.Storage;

/// <summary>Whether a store can be used: what health and a start ask.</summary>
internal static class StorageChecks
{
    /// <summary>Deletes a row that is not there: it needs the right to write and leaves no trace.</summary>
    /// <exception cref="StorageUnavailableException">The tables cannot be used.</exception>
    public static Task CheckAsync(this ITables tables, CancellationToken cancel) =>
        tables.SubmitAsync("Checks", [new Operation.Delete("check", "check")], cancel);

    /// <exception cref="StorageUnavailableException">The blobs cannot be read.</exception>
    public static async Task CheckAsync(this IBlobs blobs, CancellationToken cancel)
    {
        await using var none = await blobs.OpenReadAsync("checks", "check", 0, 0, cancel);
    }
}
