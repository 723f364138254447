using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Survey.Storage;

namespace Survey.Ask;

/// <summary>The rows of table Waves: partition = the survey's id, row = the wave's id. Behind them, in the same
/// partition, is the record of what was done to waves: a line and the change that it tells of are one transaction, and
/// no line is ever changed.</summary>
public sealed class Waves(ITables tables, Definition definition, TimeProvider time)
{
    private const string Table = "Waves";

    /// <summary>Begins the keys of the record's lines; it sorts after every wave.</summary>
    private const char Record = '~';

    private int _lines;

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
            if (row.RowKey[0] == Record)
                yield break;
            else
                yield return Read(row);
    }

    /// <summary>Inserts a wave without an ETag, replaces one with: false when another was faster.</summary>
    /// <param name="deed">For the record; null: nothing of note changes.</param>
    public async Task<bool> SaveAsync(Wave wave, CancellationToken cancel, Deed? deed = null)
    {
        var row = Write(wave);
        var step = Operation.Save(row);
        Operation[] steps = deed is null ? [step] : [step, new Operation.Insert(Line(wave, deed))];
        return await tables.SubmitAsync(Table, steps, cancel) == Outcome.Done;
    }

    /// <summary>Everything that was done to waves, oldest first.</summary>
    public async IAsyncEnumerable<RecordedDeed> ReadRecordAsync(
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var row in tables.QueryAsync(Table, definition.Id, cancel))
            if (row.RowKey[0] == Record)
                yield return new RecordedDeed(
                    (DateTimeOffset)row.Properties["at"],
                    (string)row.Properties["wave"],
                    new Deed(
                        Enum.Parse<WaveDeed>((string)row.Properties["what"]),
                        (string)row.Properties["who"],
                        Shown(row.Properties["why"])
                    )
                );
    }

    private Entity Line(Wave wave, Deed deed)
    {
        var now = time.GetUtcNow();
        // In the order of what this program did, whatever the clock says; and no other program's.
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{Record}{now.UtcTicks:D19}-{Interlocked.Increment(ref _lines):D9}-{Guid.NewGuid():n}"
        );
        return new Entity(
            definition.Id,
            key,
            new Dictionary<string, object>
            {
                ["at"] = now,
                ["wave"] = wave.Id,
                ["what"] = deed.What.ToString(),
                ["who"] = deed.Who,
                ["why"] = Hidden(deed.Why),
            }
        );
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
        if (wave.Results is { } results)
            properties["results"] = JsonSerializer.SerializeToUtf8Bytes(
                results,
                AskJson.Default.PublicResults
            );
        if (wave.Unreleased.Length > 0)
            properties["unreleased"] = wave.Unreleased;
        if (wave.Sums.Length > 0)
            properties["sums"] = wave.Sums;
        if (wave.Draft is { } draft)
        {
            properties["draft"] = draft.Revision;
            properties["drafted"] = draft.Made;
            if (draft.PublishAt is { } at)
                properties["publishAt"] = at;
            if (draft.WhyHeld is { } held)
                properties["whyHeld"] = Hidden(held);
        }
        if (wave.Withdrawal is { } withdrawal)
        {
            properties["withdrawn"] = withdrawal.Revision;
            properties["withdrawnAt"] = withdrawal.At;
            properties["whyWithdrawn"] = Hidden(withdrawal.Why);
        }
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
            (DateTimeOffset?)row.Properties.GetValueOrDefault("published"),
            (bool)row.Properties["synthetic"],
            ReadErasure(row.Properties),
            (string?)row.Properties.GetValueOrDefault("whyUnpublished"),
            ReadDraft(row.Properties),
            row.Properties.TryGetValue("withdrawn", out var withdrawn)
                ? new Withdrawal(
                    (int)withdrawn,
                    (DateTimeOffset)row.Properties["withdrawnAt"],
                    Shown(row.Properties["whyWithdrawn"])
                )
                : null,
            (string?)row.Properties.GetValueOrDefault("unreleased") ?? "",
            row.ETag
        )
        {
            Sums = (string?)row.Properties.GetValueOrDefault("sums") ?? "",
            Results = row.Properties.TryGetValue("results", out var results)
                ? JsonSerializer.Deserialize((byte[])results, AskJson.Default.PublicResults)
                : null,
        };

    /// <summary>What an admin wrote, as bytes: the search that ends an erasing takes any text that begins like the key of
    /// a response's partition for a response that was left.</summary>
    private static byte[] Hidden(string text) => Encoding.UTF8.GetBytes(text);

    private static string Shown(object bytes) => Encoding.UTF8.GetString((byte[])bytes);

    private static Draft? ReadDraft(IReadOnlyDictionary<string, object> properties) =>
        properties.TryGetValue("draft", out var revision)
            ? new Draft(
                (int)revision,
                (DateTimeOffset)properties["drafted"],
                (DateTimeOffset?)properties.GetValueOrDefault("publishAt"),
                properties.TryGetValue("whyHeld", out var why) ? Shown(why) : null
            )
            : null;

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
