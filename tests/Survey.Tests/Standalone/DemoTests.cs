using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Standalone.Demo;
using Survey.Tests.Ask;
using Survey.Tests.Http;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_publishes_closed_waves_and_opens_the_present_one()
    {
        await using var program = await TestProgram.StartAsync(services: services =>
            services.AddSingleton<DemoWaves>()
        );
        using var output = new StringWriter();
        await program
            .Services.GetRequiredService<DemoWaves>()
            .FillAsync(PeopleModel.Load(Shipped.Folder), output, default, closedWaves: 1);

        var waves = program.Services.GetRequiredService<Waves>();
        var (before, now) = (Shipped.Now.Plus(-1).Id, Shipped.Now.Id);
        var published = (await waves.GetAsync(before, default))!;
        Assert.True(published.HasRelease && published.Synthetic);
        Assert.Equal(2000, published.Responses);
        Assert.NotNull(published.Results);
        Assert.Equal(WaveState.Open, (await waves.GetAsync(now, default))!.State);
        Assert.Contains($"{before}, wave 1 of 1", output.ToString());
    }
}
