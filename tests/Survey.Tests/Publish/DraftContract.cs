using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Survey.Ask;
using Survey.Http;
using Survey.Publish;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>A wave from its end to its erasing, with an admin's approval, on any store.</summary>
public abstract class DraftContract : IAsyncLifetime
{
    private const string Wave = "2026-Q3";
    private const string Rui = "admin key";

    /// <summary>It looks like the key of a response's partition, and must not hold up erasing.</summary>
    private const string Reason = $"see {Wave}-a and {Wave}-0";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(UtcTime.ParseIso("2026-10-01T00:00:00Z")!.Value);
    private PublishFixture _kit = null!;

    private protected abstract Task<(ITables, IBlobs)?> CreateAsync();

    public async Task InitializeAsync()
    {
        _kit = new(isApproved: false, time: _time, store: await CreateAsync());
        await _kit.CloseWaveAsync(Wave, 12);
    }

    public virtual Task DisposeAsync()
    {
        _kit.Dispose();
        return Task.CompletedTask;
    }

    private ReleaseDecisions Decisions => _kit.Get<ReleaseDecisions>();

    [Fact]
    public async Task Nothing_is_public_before_approval_or_erased_before_a_release_stands()
    {
        await _kit.PublishDueAsync();
        var row = await RowAsync();
        Assert.Equal(
            (WaveState.Drafted, 0, 1, 12L),
            (row.State, row.Revision, row.Draft?.Revision, row.Responses)
        );
        Assert.Equal(404, await StatusAsync());
        Assert.Null(await Decisions.HoldAsync(Wave, new(1), Reason, Rui, None));
        await LaterAsync(days: 100);
        Assert.Equal(WaveState.Drafted, (await RowAsync()).State);

        var embargo = _time.GetUtcNow().AddDays(2);
        Assert.Null(await Decisions.ApproveAsync(Wave, new(1), embargo, Rui, None));
        await LaterAsync(days: 1);
        Assert.Equal(404, await StatusAsync());
        await LaterAsync(days: 1);
        row = await RowAsync();
        Assert.Equal((WaveState.Published, 1), (row.State, row.Revision));
        Assert.Equal((embargo, null), (row.Published, row.Draft));
        Assert.Equal(200, await StatusAsync());

        Assert.Null(await Decisions.WithdrawAsync(Wave, new(1), "a table was wrong", Rui, None));
        Assert.Equal(410, await StatusAsync());
        await LaterAsync(days: 100);
        Assert.Equal(WaveState.Published, (await RowAsync()).State);
        Assert.Equal(2, await _kit.Publisher.ReviseAsync(await RowAsync(), None, Rui));
        Assert.Equal(410, await StatusAsync());
        Assert.Null(await Decisions.ApproveAsync(Wave, new(2), null, Rui, None));
        Assert.Equal(200, await StatusAsync());
        Assert.Equal(410, await StatusAsync("?revision=1"));
        await LaterAsync(days: 6);
        Assert.Equal(WaveState.Published, (await RowAsync()).State);
        await LaterAsync(days: 1);
        Assert.Equal(WaveState.Erased, (await RowAsync()).State);
        Assert.Equal(200, await StatusAsync());
        Assert.Equal(
            [
                (WaveDeed.Drafted, Deed.Program, "1"),
                (WaveDeed.Held, Rui, Reason),
                (WaveDeed.Approved, Rui, $"1, {UtcTime.Iso(embargo)}"),
                (WaveDeed.Published, Deed.Program, "1"),
                (WaveDeed.Withdrawn, Rui, "a table was wrong"),
                (WaveDeed.Drafted, Rui, "2"),
                (WaveDeed.Approved, Rui, $"2, {UtcTime.Iso(embargo.AddDays(100))}"),
                (WaveDeed.Published, Deed.Program, "2"),
                (WaveDeed.Erasing, Deed.Program, ""),
                (WaveDeed.Erased, Deed.Program, ""),
            ],
            await _kit
                .Waves.ReadRecordAsync(None)
                .Select(line => (line.Deed.What, line.Deed.Who, line.Deed.Why))
                .ToArrayAsync()
        );
        Assert.Equal(Wave, (await _kit.Waves.ListAsync(None).SingleAsync()).Id);
    }

    [Fact]
    public async Task A_draft_that_was_never_approved_is_never_shown()
    {
        await _kit.Publisher.PublishAsync(Wave, None);
        Assert.Equal(2, await _kit.Publisher.ReviseAsync(await RowAsync(), None));
        RefusedFor(
            Problems.ChangedMeanwhile,
            await Decisions.ApproveAsync(Wave, new(1), null, Rui, None)
        );
        Assert.Null(await Decisions.ApproveAsync(Wave, new(2), null, Rui, None));
        Assert.Equal("2", (await RowAsync()).Revision.ToString());
        Assert.Equal(
            (200, 404),
            (await StatusAsync("?revision=2"), await StatusAsync("?revision=1"))
        );
    }

    [Fact]
    public async Task What_cannot_be_decided_is_refused_and_changes_nothing()
    {
        RefusedFor(Problems.NoDraft, await Decisions.ApproveAsync(Wave, new(1), null, Rui, None));
        RefusedFor(Problems.NoDraft, await Decisions.HoldAsync(Wave, new(1), "x", Rui, None));
        RefusedFor(Problems.NoRelease, await Decisions.WithdrawAsync(Wave, new(0), "x", Rui, None));
        RefusedFor(
            Problems.NoSuchWave,
            await Decisions.ApproveAsync("2026-Q1", new(1), null, Rui, None)
        );
        await _kit.Publisher.PublishAsync(Wave, None);
        var seen = (await RowAsync()).ETag;
        Assert.Null(await Decisions.HoldAsync(Wave, new(1, seen), "x", Rui, None));
        var held = await RowAsync();
        RefusedFor(
            Problems.ChangedMeanwhile,
            await Decisions.ApproveAsync(Wave, new(1, seen), null, Rui, None)
        );
        Assert.Equal(held, await RowAsync());
        Assert.Null(await Decisions.ApproveAsync(Wave, new(1, held.ETag), null, Rui, None));
        RefusedFor(Problems.NoDraft, await Decisions.HoldAsync(Wave, new(1), "x", Rui, None));
        Assert.Null(await Decisions.WithdrawAsync(Wave, new(1), "x", Rui, None));
        RefusedFor(Problems.NoRelease, await Decisions.WithdrawAsync(Wave, new(1), "y", Rui, None));
    }

    /// <summary>Draft, approval, publication, erasing: cut off before or after each write, then done again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_off_at_any_write_it_is_published_once_and_erased(bool isAnswerLost)
    {
        _kit.Tables.IsLastAnswerLost = isAnswerLost;
        for (var writes = 0; (await RowAsync()).State != WaveState.Erased; writes++)
        {
            _kit.Tables.WritesLeft = writes;
            await Record.ExceptionAsync(async () =>
            {
                await _kit.PublishDueAsync();
                if ((await RowAsync()).Draft is { PublishAt: null })
                    await Decisions.ApproveAsync(Wave, new(1), null, Rui, None);
                await LaterAsync(days: 8);
            });
            Assert.True(writes < 60);
        }
        _kit.Tables.WritesLeft = int.MaxValue;
        Assert.Equal(12, (await RowAsync()).Erasure!.Responses);
        Assert.Equal(1, (await RowAsync()).Revision);
        Assert.Equal(200, await StatusAsync());
        var deeds = await _kit
            .Waves.ReadRecordAsync(None)
            .Select(line => line.Deed.What)
            .ToArrayAsync();
        Assert.Equal(
            [
                WaveDeed.Drafted,
                WaveDeed.Approved,
                WaveDeed.Published,
                WaveDeed.Erasing,
                WaveDeed.Erased,
            ],
            deeds
        );
    }

    /// <summary>Whoever changes a file and its sum in the manifest would have to change the wave's row as well.</summary>
    [Fact]
    public async Task A_release_changed_together_with_its_sums_is_not_shown()
    {
        await _kit.Publisher.PublishAsync(Wave, None);
        Assert.Null(await Decisions.ApproveAsync(Wave, new(1), null, Rui, None));
        await _kit.PublishDueAsync();
        Assert.Equal(200, await StatusAsync());
        var index = _kit.Get<ReleaseIndex>();
        Assert.False(await index.IsDamagedAsync(await RowAsync(), None));

        const string name = $"{Wave}/r1/manifest.json";
        var manifest = Encoding.UTF8.GetString(await _kit.BlobAsync(name));
        var digit = manifest.IndexOf("\"sha256\": \"", StringComparison.Ordinal) + 11;
        var sum = manifest.Substring(digit, 64);
        var other = new string('0', 64);
        await ReplaceAsync(name, sum, other);
        await Assert.ThrowsAsync<DamagedException>(() => StatusAsync());
        Assert.True(await index.IsDamagedAsync(await RowAsync(), None));
        await ReplaceAsync(name, other, sum);
        Assert.Equal(200, await StatusAsync());
        // Nor does one seem never to have been when its manifest is gone.
        await ReplaceAsync(name, manifest, "");
        await Assert.ThrowsAsync<DamagedException>(() => StatusAsync());
    }

    /// <summary>As somebody can who has the store itself.</summary>
    private protected abstract Task ReplaceAsync(string blob, string text, string other);

    private protected PublishFixture Kit => _kit;

    private async Task<Wave> RowAsync() => (await _kit.Waves.GetAsync(Wave, None))!;

    /// <summary>The timers' runs, so many days later.</summary>
    private async Task LaterAsync(int days)
    {
        _time.Advance(TimeSpan.FromDays(days));
        await _kit.PublishDueAsync();
        await _kit.EraseAsync(days: 0);
    }

    private async Task<int> StatusAsync(string query = "")
    {
        var (response, body) = await _kit.CallAsync<GetRelease>(
            (function, request) => function.Run(request),
            query: query,
            values: ("wave", Wave)
        );
        if (response.StatusCode == 410)
            Assert.Equal(
                "a table was wrong",
                JsonDocument
                    .Parse(Encoding.UTF8.GetString(body))
                    .RootElement.GetProperty("detail")
                    .GetString()
            );
        var (explored, _) = await _kit.CallAsync<Survey.Publish.Explore>(
            (function, request) => function.Run(request),
            query: "?by=sex&show=bars",
            values: ("wave", Wave)
        );
        if (query.Length == 0)
            Assert.Equal(response.StatusCode == 200 ? 200 : 404, explored.StatusCode);
        return response.StatusCode;
    }

    private static void RefusedFor(Problem problem, Refusal? refusal) =>
        Assert.Equal(problem, refusal?.Problem);
}

public sealed class DraftOnFilesTests : DraftContract
{
    private protected override Task<(ITables, IBlobs)?> CreateAsync() =>
        Task.FromResult<(ITables, IBlobs)?>(null);

    private protected override async Task ReplaceAsync(string blob, string text, string other)
    {
        var file = Path.Combine(
            Path.GetDirectoryName(Kit.DataFile)!,
            "blobs/releases",
            blob.Replace('/', '+')
        );
        // A character for each byte: what stands around the text is kept as it is.
        var content = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        await File.WriteAllBytesAsync(
            file,
            Encoding.Latin1.GetBytes(content.Replace(bytes, other))
        );
    }
}
