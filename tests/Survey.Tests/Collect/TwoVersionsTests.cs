using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Collect;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Collect;

/// <summary>The program is brought up to date while a wave is open.</summary>
public sealed class TwoVersionsTests : IDisposable
{
    private static readonly Definition First = Named(Shipped.Definition.Earlier[0]);
    private static readonly Definition Second = Named(Shipped.Definition) with
    {
        Earlier = [First],
    };

    private readonly CollectFixture _kit = new(definition: First);
    private readonly ServiceProvider _updated;

    public TwoVersionsTests() => _updated = _kit.Another(Second);

    public void Dispose()
    {
        _updated.Dispose();
        _kit.Dispose();
    }

    [Fact]
    public async Task A_wave_goes_on_asking_the_version_it_was_opened_with_and_the_next_asks_the_new_one()
    {
        await _kit.RollAsync();
        await RollAsync();
        Assert.Equal("youth-online/1", await AskedAsync());
        Assert.Equal(201, await SendAsync("2026-Q4", "youth-online/1", "talk_to", "friend"));
        Assert.Equal(409, await SendAsync("2026-Q4", "youth-online/2", "knows_hotline", "yes"));
        Assert.Equal(409, await SendAsync("2026-Q4", "youth-online/3", "knows_hotline", "yes"));

        _kit.SetTime("2027-01-01T01:00:00Z");
        await RollAsync();
        Assert.Equal("youth-online/2", await AskedAsync());
        Assert.Equal(409, await SendAsync("2027-Q1", "youth-online/1", "talk_to", "friend"));
        Assert.Equal(201, await SendAsync("2027-Q1", "youth-online/2", "knows_hotline", "yes"));
        var waves = await _kit.Get<Waves>().ListAsync(default).ToArrayAsync();
        Assert.Equal(
            [First.Instrument.Sha256, Second.Instrument.Sha256],
            waves.Take(2).Select(wave => wave.InstrumentSha256)
        );
    }

    private static Definition Named(Definition definition) =>
        definition with
        {
            Pages = definition.Pages with { Operator = GamesSurvey.Definition.Pages.Operator },
        };

    private T Get<T>()
        where T : class => ActivatorUtilities.GetServiceOrCreateInstance<T>(_updated);

    private Task RollAsync() =>
        Get<RollWaves>().Run(new() { IsPastDue = false }, CancellationToken.None);

    private async Task<string?> AskedAsync()
    {
        var reply = await _kit.SendAsync(Get<GetSurvey>().Run);
        return reply.Json.GetProperty("instrument").GetProperty("name").GetString();
    }

    private async Task<int> SendAsync(string wave, string instrument, string item, string option)
    {
        var place = Second.Asked(instrument)?.Instrument.PlaceOf(item) ?? -1;
        object answer =
            place >= 0 && Second.Asked(instrument)!.Instrument.Items[place].Kind == ItemKind.Multi
                ? new[] { option }
                : option;
        var body = new
        {
            id = Guid.NewGuid(),
            wave,
            instrument,
            answers = new Dictionary<string, object> { [item] = answer },
        };
        return (
            await _kit.SendAsync(Get<SubmitResponse>().Run, JsonSerializer.Serialize(body))
        ).Status;
    }
}
