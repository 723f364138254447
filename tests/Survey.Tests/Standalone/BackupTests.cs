using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Survey.Ask;
using Survey.Collect;
using Survey.Standalone;
using Survey.Tests.Http;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Made while the program runs; then the program is started from it.</summary>
    [Fact]
    public async Task From_a_backup_a_program_starts_with_everything_in_it()
    {
        string copy;
        var keys = new Dictionary<string, string?>
        {
            ["Survey:ChecksumKey"] = null,
            ["Survey:BackupPath"] = _folder.File("backups"),
        };
        await using (var program = await TestProgram.StartAsync(keys))
        {
            await KeepAsync(program, 30);
            var definition = program.Services.GetRequiredService<Definition>();
            copy = await new Backup(
                _folder.File("other"),
                definition,
                TimeProvider.System
            ).MakeAsync(program.DataPath, default);
            await KeepAsync(program, 5);
            // The timer's.
            while (!Directory.EnumerateDirectories(_folder.File("backups"), "survey-*").Any())
                await Task.Delay(20);
        }
        Assert.Equal(
            ["blobs", "keys.json", "survey.db", "waves"],
            Directory.EnumerateFileSystemEntries(copy).Select(Path.GetFileName).Order()
        );
        var restored = new Dictionary<string, string?>(keys)
        {
            ["Survey:DataPath"] = copy,
            ["Survey:BackupPath"] = null,
        };
        await using var again = await TestProgram.StartAsync(restored);
        var (responses, faults) = (again.Services.GetRequiredService<Responses>(), new RowFaults());
        var count = 0;
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (
                var _ in responses.ReadAsync(await OpenAsync(again), shard, default, faults)
            )
                count++;
        Assert.Equal((30, 0, 0), (count, faults.Damaged, faults.Unchecked));
    }

    [Fact]
    public async Task A_backup_goes_after_a_week_and_with_the_responses_in_it()
    {
        await using var program = await TestProgram.StartAsync();
        var wave = (
            await program
                .Services.GetRequiredService<Waves>()
                .GetAsync(await OpenAsync(program), default)
        )!;
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var backup = new Backup(
            _folder.Path,
            program.Services.GetRequiredService<Definition>(),
            time
        );
        var first = await backup.MakeAsync(program.DataPath, default);
        Assert.Equal([wave.Id], await File.ReadAllLinesAsync(Path.Join(first, "waves")));
        time.Advance(Backup.Kept - TimeSpan.FromHours(1));
        var second = await backup.MakeAsync(program.DataPath, default);
        Assert.True(Directory.Exists(first));
        time.Advance(TimeSpan.FromHours(2));
        backup.Prune([wave], time.GetUtcNow());
        Assert.Equal((false, true), (Directory.Exists(first), Directory.Exists(second)));
        backup.Prune([wave with { State = WaveState.Erased }], time.GetUtcNow());
        Assert.Null(backup.Newest);
    }

    private static async Task<string> OpenAsync(TestProgram program) =>
        (
            await program
                .Services.GetRequiredService<Waves>()
                .ListAsync(default)
                .FirstAsync(one => one.AcceptsResponses)
        ).Id;

    private static async Task KeepAsync(TestProgram program, int count)
    {
        var instrument = program.Services.GetRequiredService<Definition>().Instrument;
        var wave = await OpenAsync(program);
        var responses = program.Services.GetRequiredService<Responses>();
        for (var number = 0; number < count; number++)
            await responses.KeepAsync(
                wave,
                Guid.NewGuid(),
                instrument.Name,
                new Answers(instrument).Encode(),
                default
            );
    }
}
