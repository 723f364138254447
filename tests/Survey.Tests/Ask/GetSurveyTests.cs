using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Survey.Storage;
using Survey.Tests.Collect;
using Xunit;

namespace Survey.Tests.Ask;

public sealed class GetSurveyTests : IDisposable
{
    private readonly CollectFixture _kit = new();
    private readonly GetSurvey _survey;

    public GetSurveyTests() => _survey = _kit.Get<GetSurvey>();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Shows_the_open_wave_and_all_that_is_asked()
    {
        await _kit.RollAsync();
        var reply = await _kit.SendAsync(_survey.Run);
        Assert.Equal(200, reply.Status);
        Assert.Equal(
            """{"id":"2026-Q4","opens":"2026-09-30T23:00:00Z","closes":"2027-01-01T00:00:00Z"}""",
            reply.Json.GetProperty("wave").GetRawText()
        );
        Assert.Equal(
            """
            {"id":"small","version":"1","name":"small/1","languages":["pt","en"],"title":{"en":"Small, é","pt":"Small"},"sections":[{"id":"you","title":{"en":"You, é","pt":"You"},"items":[{"id":"plays","kind":"single","text":{"en":"plays?, é","pt":"plays?"},"options":[{"id":"yes","text":{"en":"yes, é","pt":"yes"}},{"id":"no","text":{"en":"no, é","pt":"no"}}]}]},{"id":"games","title":{"en":"Games, é","pt":"Games"},"intro":{"en":"About games, é","pt":"About games"},"ask_if":{"item":"plays","in":["yes"]},"items":[{"id":"kinds","kind":"multi","text":{"en":"Which kinds?, é","pt":"Which kinds?"},"hint":{"en":"More than one, é","pt":"More than one"},"sensitive":true,"options":[{"id":"chance","text":{"en":"Chance, é","pt":"Chance"}},{"id":"sport","text":{"en":"Sport, é","pt":"Sport"}},{"id":"none","text":{"en":"None, é","pt":"None"},"exclusive":true}]},{"id":"spends","kind":"single","text":{"en":"spends?, é","pt":"spends?"},"ask_if":{"item":"kinds","not_in":["none"]},"options":[{"id":"never","text":{"en":"never, é","pt":"never"}},{"id":"often","text":{"en":"often, é","pt":"often"}}]}]}]}
            """,
            reply.Json.GetProperty("instrument").GetRawText()
        );
    }

    [Fact]
    public async Task Who_has_it_already_is_told_so()
    {
        await _kit.RollAsync();
        var first = await _kit.SendAsync(_survey.Run);
        var second = await _kit.SendAsync(
            _survey.Run,
            also: request => request.Headers.IfNoneMatch = first.Headers.ETag
        );
        Assert.Equal((304, ""), (second.Status, second.Body));
        await _kit.SendAsync(
            _kit.Get<ChangeWave>().Run,
            """{"closes":"2026-12-01T00:00:00Z"}""",
            "2026-Q4"
        );
        _kit.Time.Advance(TimeSpan.FromSeconds(2));
        var third = await _kit.SendAsync(
            _survey.Run,
            also: request => request.Headers.IfNoneMatch = first.Headers.ETag
        );
        Assert.Equal(200, third.Status);
        Assert.Equal(
            "2026-12-01T00:00:00Z",
            third.Json.GetProperty("wave").GetProperty("closes").GetString()
        );
    }

    [Fact]
    public async Task Between_waves_it_says_when_the_next_opens()
    {
        await _kit.RollAsync();
        await _kit.SendAsync(_kit.Get<CloseWave>().Run, wave: "2026-Q4");
        var reply = await _kit.SendAsync(_survey.Run);
        Assert.Equal(404, reply.Status);
        Assert.Equal(
            "urn:survey:problem:between-waves",
            reply.Json.GetProperty("type").GetString()
        );
        Assert.Contains("2027-01-01T00:00:00Z", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_its_end_a_wave_is_not_offered_even_before_the_timer_ran()
    {
        await _kit.RollAsync();
        _kit.SetTime("2027-01-01T00:00:00Z");
        var reply = await _kit.SendAsync(_survey.Run);
        Assert.Equal(404, reply.Status);
        Assert.Contains("within minutes", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_out_of_reach_is_not_noticed_by_who_only_reads()
    {
        await _kit.RollAsync();
        await _kit.SendAsync(_survey.Run);
        _kit.Tables.FailsToRead = _ => true;
        _kit.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await _kit.SendAsync(_survey.Run)).Status);
    }

    [Fact]
    public async Task Never_read_before_the_failure_shows()
    {
        _kit.Tables.FailsToRead = _ => true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _kit.SendAsync(_survey.Run));
    }
}
