using System.Globalization;
using System.Runtime.CompilerServices;
using Survey.Storage;

namespace Survey.Ask;

/// <summary>The rows of table Waves: partition = the survey's id, row = the wave's id.</summary>
public sealed class Waves(ITables tables, Definition definition)
{
    private const string Table = "Waves";

    /// <summary>The wave, or null; whatever is no period's id is no wave's.</summary>
    public async Task<Wave?> GetAsync(string id, CancellationToken cancel) =>
        definition.Calendar.Find(id) is not null
        && await tables.GetAsync(Table, definition.Id, id, cancel) is { } row
            ? Read(row)
            : null;

    /// <summary>Every wave, oldest first.</summary>
    public async IAsyncEnumerable<Wave> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in tables.QueryAsync(Table, definition.Id, cancel))
            yield return Read(row);
    }

    /// <summary>Inserts a wave without an ETag, replaces one with: false when another was faster.</summary>
    public async Task<bool> SaveAsync(Wave wave, CancellationToken cancel)
    {
        var row = Write(wave);
        Operation step = wave.ETag is null ? new Operation.Insert(row) : new Operation.Replace(row);
        return await tables.SubmitAsync(Table, [step], cancel) == Outcome.Done;
    }

    private Entity Write(Wave wave)
    {
        var properties = new Dictionary<string, object>
        {
            ["state"] = wave.State.ToString(),
            ["opens"] = wave.Opens,
            ["closes"] = wave.Closes,
            ["instrument"] = wave.Instrument,
            ["instrumentSha256"] = wave.InstrumentSha256,
            ["responses"] = wave.Responses,
            ["revision"] = wave.Revision,
            ["synthetic"] = wave.Synthetic,
        };
        if (wave.Published is { } published)
            properties["published"] = published;
        if (wave.Erasure is { } erasure)
        {
            properties["erasedResponses"] = erasure.Responses;
            properties["searchedPartitions"] = erasure.Partitions;
            properties["searchedBytes"] = erasure.Bytes;
            if (erasure.Day is { } day)
                properties["erasedOn"] = day.ToString("O", CultureInfo.InvariantCulture);
        }
        if (wave.WhyUnpublished is { } why)
            properties["whyUnpublished"] = why;
        return new Entity(definition.Id, wave.Id, properties, wave.ETag);
    }

    private static Wave Read(Entity row) =>
        new(
            row.RowKey,
            Enum.Parse<WaveState>((string)row.Properties["state"]),
            (DateTimeOffset)row.Properties["opens"],
            (DateTimeOffset)row.Properties["closes"],
            (string)row.Properties["instrument"],
            (string)row.Properties["instrumentSha256"],
            (long)row.Properties["responses"],
            (int)row.Properties["revision"],
            row.Properties.TryGetValue("published", out var published)
                ? (DateTimeOffset)published
                : null,
            (bool)row.Properties["synthetic"],
            ReadErasure(row.Properties),
            (string?)row.Properties.GetValueOrDefault("whyUnpublished"),
            row.ETag
        );

    private static Erasure? ReadErasure(IReadOnlyDictionary<string, object> properties) =>
        properties.TryGetValue("erasedResponses", out var responses)
            ? new Erasure(
                (long)responses,
                properties.TryGetValue("erasedOn", out var day)
                    ? DateOnly.ParseExact((string)day, "O", CultureInfo.InvariantCulture)
                    : null,
                (int)properties["searchedPartitions"],
                (long)properties["searchedBytes"]
            )
            : null;
}
