using System.Globalization;
using Survey.Ask;
using Survey.Storage;

namespace Survey.Collect;

/// <summary>How many responses a wave had on each day, rounded down to 10: rows of table DailyCounts, one per wave and
/// day, counted from the rows that there are when the day's first timer runs. A response has no day, and no row of a
/// response is changed or written for this.</summary>
public sealed class DailyCounts(
    ITables tables,
    ResponseCounts counts,
    Definition definition,
    TimeProvider time
)
{
    private const string Table = "DailyCounts";

    /// <summary>Counts once a day; later in it, nothing happens.</summary>
    /// <param name="wave">It takes responses.</param>
    public async Task KeepAsync(Wave wave, CancellationToken cancel)
    {
        var day = definition
            .Calendar.DayOf(time.GetUtcNow())
            .ToString("O", CultureInfo.InvariantCulture);
        if (await tables.GetAsync(Table, wave.Id, day, cancel) is not null)
            return;
        var responses = await counts.RoundedAsync(wave, cancel);
        var row = new Entity(
            wave.Id,
            day,
            new Dictionary<string, object> { ["responses"] = responses }
        );
        await tables.SubmitAsync(Table, [new Operation.Insert(row)], cancel);
    }

    /// <summary>Oldest first: the day in the country, and responses by its beginning.</summary>
    public IAsyncEnumerable<(DateOnly Day, long Responses)> ListAsync(
        string wave,
        CancellationToken cancel
    ) =>
        tables
            .QueryAsync(Table, wave, cancel)
            .Select(row =>
                (
                    DateOnly.ParseExact(row.RowKey, "O", CultureInfo.InvariantCulture),
                    (long)row.Properties["responses"]
                )
            );
}
