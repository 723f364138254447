using Survey.Ask;
using Survey.Storage;

namespace Survey.Collect;

/// <summary>How many of a wave's responses came on paper: one number a wave, in table PaperCounts. No response says how
/// it came, so that a sheet typed in cannot be told from one sent on screen. The number is raised after the response is
/// kept: a program that stops between the two leaves it one too low, never too high.</summary>
public sealed class PaperCounts(ITables tables, Definition definition)
{
    private const string Table = "PaperCounts";
    private const string Responses = "responses";

    /// <summary>One more. When the store cannot be reached just then, it stays as it is: the response is kept.</summary>
    public async Task AddAsync(string wave, CancellationToken cancel)
    {
        try
        {
            while (await TryAddAsync(wave, cancel) != Outcome.Done) { }
        }
        catch (StorageUnavailableException)
        {
            // To fail would have the sheet sent again for a number that is shown rounded.
        }
    }

    /// <summary>Rounded down to 10.</summary>
    public async Task<long> RoundedAsync(string wave, CancellationToken cancel) =>
        await tables.GetAsync(Table, definition.Id, wave, cancel) is { } row
            ? CountOf(row) - CountOf(row) % 10
            : 0;

    private async Task<Outcome> TryAddAsync(string wave, CancellationToken cancel)
    {
        var before = await tables.GetAsync(Table, definition.Id, wave, cancel);
        var count = before is null ? 0 : CountOf(before);
        var row = new Entity(
            definition.Id,
            wave,
            new Dictionary<string, object> { [Responses] = count + 1 },
            before?.ETag
        );
        return await tables.SubmitAsync(Table, [Operation.Save(row)], cancel);
    }

    private static long CountOf(Entity row) => (long)row.Properties[Responses];
}
