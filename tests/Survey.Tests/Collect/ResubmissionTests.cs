using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Collect;

/// <summary>
/// What a client is told that sends an id again.
/// | the wave is      | the id is  | the body is      | told |
/// |------------------|------------|------------------|------|
/// | open             | absent     | valid            | 201  |
/// | open             | kept       | the same         | 200  |
/// | open             | kept       | other answers    | 200  |
/// | open             | kept       | faulty answers   | 200  |
/// | open             | kept       | other instrument | 200  |
/// | open             | kept       | not JSON         | 400  |
/// | open             | of another wave | valid       | 201  |
/// | open             | absent     | ten at once      | 201 once, 200 |
/// | closing          | kept       | the same         | 200  |
/// | closed           | kept       | the same         | 200  |
/// | closed           | absent     | valid            | 410  |
/// | published        | kept       | the same         | 200  |
/// | erased           | was kept   | the same         | 410  |
/// </summary>
public sealed class ResubmissionTests : IAsyncLifetime, IDisposable
{
    private const string Answers = """{"plays":"no"}""";

    private readonly CollectFixture _kit = new();
    private readonly Guid _id = Guid.NewGuid();

    public Task InitializeAsync() => _kit.RollAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Open_and_kept_is_known()
    {
        await IsToldAsync(201);
        await IsToldAsync(200);
        await HoldsAsync("2--");
    }

    [Fact]
    public async Task Open_and_kept_with_other_answers_stays_as_it_was()
    {
        await IsToldAsync(201);
        await IsToldAsync(200, """{"plays":"yes"}""");
        await HoldsAsync("2--");
    }

    [Fact]
    public async Task Open_and_kept_with_faulty_answers_is_known()
    {
        await IsToldAsync(201);
        await IsToldAsync(200, """{"plays":"perhaps"}""");
        await HoldsAsync("2--");
    }

    [Fact]
    public async Task Open_and_kept_with_another_instrument_is_known()
    {
        await IsToldAsync(201);
        await IsToldAsync(200, instrument: "small/2");
        await HoldsAsync("2--");
    }

    [Fact]
    public async Task Open_and_kept_but_not_json_is_refused()
    {
        await IsToldAsync(201);
        var reply = await _kit.SendAsync(_kit.Get<SubmitResponse>().Run, $"id={_id}");
        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task An_id_of_another_wave_is_a_new_response()
    {
        await IsToldAsync(201);
        _kit.SetTime("2027-01-01T00:05:00Z");
        await _kit.RollAsync();
        await IsToldAsync(201, wave: "2027-Q1");
    }

    [Fact]
    public async Task Ten_at_once_are_stored_once()
    {
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Task.Run(() => SendAsync()))
        );
        Assert.Equal(
            [.. Enumerable.Repeat(200, 9), 201],
            replies.Select(reply => reply.Status).Order()
        );
        Assert.All(replies, reply => Assert.Equal($$"""{"id":"{{_id}}"}""", reply.Body));
        await HoldsAsync("2--");
    }

    [Fact]
    public async Task Closing_and_kept_is_known()
    {
        await IsToldAsync(201);
        _kit.SetTime("2027-01-01T00:00:00Z");
        await _kit.RollAsync();
        await IsToldAsync(200);
    }

    [Fact]
    public async Task Closed_and_kept_is_known_at_once_and_later()
    {
        await IsToldAsync(201);
        await CloseAsync();
        await IsToldAsync(200);
        _kit.Time.Advance(TimeSpan.FromSeconds(2));
        await IsToldAsync(200);
    }

    [Fact]
    public async Task Closed_and_absent_is_refused_at_once_and_later()
    {
        await _kit.Get<CurrentWaves>().GetAsync();
        await CloseAsync();
        await IsToldAsync(410);
        _kit.Time.Advance(TimeSpan.FromSeconds(2));
        await IsToldAsync(410);
        await HoldsAsync();
    }

    [Fact]
    public async Task Published_and_kept_is_known()
    {
        await IsToldAsync(201);
        await CloseAsync();
        await _kit.PublishAsync("2026-Q4");
        _kit.Time.Advance(TimeSpan.FromSeconds(2));
        await IsToldAsync(200);
    }

    [Fact]
    public async Task Erased_is_forgotten()
    {
        await IsToldAsync(201);
        await CloseAsync();
        await _kit.PublishAsync("2026-Q4");
        _kit.Time.Advance(TimeSpan.FromDays(7));
        await _kit.EraseAsync();
        await IsToldAsync(410);
        await HoldsAsync();
    }

    private async Task CloseAsync() =>
        Assert.Equal(
            202,
            (await _kit.SendAsync(_kit.Get<CloseWave>().Run, wave: "2026-Q4")).Status
        );

    private Task<Reply> SendAsync(
        string answers = Answers,
        string instrument = "small/1",
        string wave = "2026-Q4"
    ) =>
        _kit.SendAsync(
            _kit.Get<SubmitResponse>().Run,
            $$"""{"id":"{{_id}}","wave":"{{wave}}","instrument":"{{instrument}}","answers":{{answers}}}"""
        );

    private async Task IsToldAsync(
        int status,
        string answers = Answers,
        string instrument = "small/1",
        string wave = "2026-Q4"
    ) => Assert.Equal(status, (await SendAsync(answers, instrument, wave)).Status);

    private async Task HoldsAsync(params string[] expected)
    {
        var stored = new List<string>();
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (
                var one in _kit.Get<Responses>().ReadAsync("2026-Q4", shard, CancellationToken.None)
            )
                stored.Add(one.Text);
        Assert.Equal(expected, stored);
    }
}
