using Survey.Ask;
using Survey.Collect;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Collect;

public sealed class ChangeWaveTests : IDisposable
{
    private readonly CollectFixture _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Times_of_a_planned_wave_move()
    {
        await _kit.RollAsync();
        var reply = await ChangeAsync(
            "2027-Q1",
            """{"opens":"2027-01-15T00:00:00Z","closes":"2027-03-30T00:00:00+01:00","instrument":"small/1"}"""
        );
        Assert.Equal(200, reply.Status);
        Assert.Equal("2027-01-15T00:00:00Z", reply.Json.GetProperty("opens").GetString());
        Assert.Equal("2027-03-29T23:00:00Z", reply.Json.GetProperty("closes").GetString());
        var wave = await _kit.WaveAsync("2027-Q1");
        Assert.Equal("2027-01-15T00:00:00Z", UtcTime.Iso(wave.Opens));
        Assert.Equal("2027-03-29T23:00:00Z", UtcTime.Iso(wave.Closes));
    }

    [Fact]
    public async Task The_end_of_an_open_wave_moves_and_is_kept_to()
    {
        await _kit.RollAsync();
        Assert.Equal(
            200,
            (await ChangeAsync("2026-Q4", """{"closes":"2026-12-01T00:00Z"}""")).Status
        );
        _kit.SetTime("2026-12-01T00:05:00Z");
        await _kit.RollAsync();
        Assert.Equal(WaveState.Closed, (await _kit.WaveAsync("2026-Q4")).State);
    }

    [Fact]
    public async Task A_wave_of_a_coming_quarter_is_planned_by_it()
    {
        var reply = await ChangeAsync("2028-Q4", "{}");
        Assert.Equal(201, reply.Status);
        Assert.Equal("planned", reply.Json.GetProperty("state").GetString());
        Assert.Equal("2028-09-30T23:00:00Z", reply.Json.GetProperty("opens").GetString());
    }

    [Theory]
    [InlineData("2029-Q1")]
    [InlineData("2026-Q3")]
    [InlineData("2026-Q5")]
    [InlineData("../2026-Q4")]
    public async Task Other_ids_are_no_wave(string wave) =>
        Assert.Equal(404, (await ChangeAsync(wave, "{}")).Status);

    [Fact]
    public async Task Every_fault_is_named_and_nothing_changed()
    {
        await _kit.RollAsync();
        var before = await _kit.WaveAsync("2026-Q4");
        var reply = await ChangeAsync(
            "2026-Q4",
            """{"opens":"2026-10-05T12:00:00Z","closes":"tomorrow","instrument":"other/9","color":"red"}"""
        );
        Assert.Equal(400, reply.Status);
        Assert.Equal(["body", "closes", "instrument", "opens"], reply.Faults);
        foreach (var sent in new[] { "tomorrow", "other/9", "color", "red" })
            Assert.DoesNotContain(sent, reply.Body, StringComparison.Ordinal);
        Assert.Equal(before, await _kit.WaveAsync("2026-Q4"));
    }

    [Theory]
    [InlineData("2026-Q4", """{"opens":"2026-10-01T23:00:00Z"}""", "opens")] // is open
    [InlineData("2026-Q4", """{"closes":"2026-11-15T00:00:00Z"}""", "closes")] // is past
    [InlineData("2026-Q4", """{"closes":"2027-01-02T00:00:00Z"}""", "closes")] // next wave
    [InlineData("2027-Q1", """{"opens":"2026-12-30T00:00:00Z"}""", "opens")] // wave before
    [InlineData(
        "2027-Q1",
        """{"opens":"2027-03-30T23:00:00Z","closes":"2027-03-01T00:00:00Z"}""",
        "closes"
    )]
    [InlineData("2027-Q1", """{"opens":"2027-01-15T00:00:01Z"}""", "opens")] // not midnight
    [InlineData("2027-Q2", """{"opens":"2027-05-01T00:00:00Z"}""", "opens")] // midnight in UTC only
    [InlineData("2027-Q1", """{"opens":"2027-01-15T00:00:00"}""", "opens")] // no zone
    [InlineData("2027-Q1", """{"closes":"2037-01-15T00:00:00Z"}""", "closes")] // years away
    [InlineData("2027-Q1", """{"closes":null}""", "closes")]
    [InlineData("2027-Q1", """{"instrument":["small/1"]}""", "instrument")]
    [InlineData("2027-Q1", """{"opens":"2027-01-15T00:00Z","opens":"2027-01-15T00:00Z"}""", "body")]
    [InlineData("2027-Q1", "[]", "body")]
    public async Task Each_rule_has_its_fault(string wave, string body, string fault)
    {
        await _kit.RollAsync();
        var reply = await ChangeAsync(wave, body);
        Assert.Equal(400, reply.Status);
        Assert.Equal([fault], reply.Faults);
    }

    [Fact]
    public async Task Nothing_of_a_closed_wave_changes()
    {
        await _kit.RollAsync();
        await _kit.SendAsync(_kit.Get<CloseWave>().Run, wave: "2026-Q4");
        Assert.Equal(409, (await ChangeAsync("2026-Q4", "{}")).Status);
    }

    [Fact]
    public async Task Two_admins_at_once_both_get_their_change()
    {
        await _kit.RollAsync();
        var replies = await Task.WhenAll(
            Task.Run(() => ChangeAsync("2027-Q1", """{"opens":"2027-01-10T00:00:00Z"}""")),
            Task.Run(() => ChangeAsync("2027-Q1", """{"closes":"2027-03-10T00:00:00Z"}"""))
        );
        Assert.All(replies, reply => Assert.Equal(200, reply.Status));
        var wave = await _kit.WaveAsync("2027-Q1");
        Assert.Equal("2027-01-10T00:00:00Z", UtcTime.Iso(wave.Opens));
        Assert.Equal("2027-03-10T00:00:00Z", UtcTime.Iso(wave.Closes));
    }

    private Task<Reply> ChangeAsync(string wave, string body) =>
        _kit.SendAsync(_kit.Get<ChangeWave>().Run, body, wave);
}
