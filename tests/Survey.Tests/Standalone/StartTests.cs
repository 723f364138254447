using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Survey.Http;
using Survey.Standalone;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class StartTests
{
    [Fact]
    public async Task A_program_that_cannot_start_ends_with_1() =>
        Assert.Equal(1, await Start.RunAsync(() => throw new StartException("Survey__X: planted")));

    [Fact]
    public async Task A_program_that_is_asked_to_stop_ends_with_0_after_answering()
    {
        using var folder = new TemporaryFolder();
        var running = new TaskCompletionSource<WebApplication>();
        var ending = Start.RunAsync(() =>
        {
            var app = Build(folder, _ => { });
            app.Lifetime.ApplicationStarted.Register(() => running.SetResult(app));
            return Task.FromResult<IHost>(app);
        });
        (await running.Task).Lifetime.StopApplication();
        Assert.Equal(0, await ending);
    }

    [Fact]
    public async Task A_part_that_breaks_ends_it_with_1()
    {
        using var folder = new TemporaryFolder();
        var code = await Start.RunAsync(() =>
            Task.FromResult<IHost>(Build(folder, services => services.AddHostedService<Broken>()))
        );
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_second_program_on_the_same_data_does_not_start()
    {
        using var folder = new TemporaryFolder();
        await using var first = Build(folder, _ => { });
        await first.StartAsync();
        var fault = Assert.Throws<StartException>(() => Build(folder, _ => { }));
        Assert.Contains("is in use by another program", fault.Message);
        await first.StopAsync();
    }

    /// <summary>What is written elsewhere than in a terminal is kept.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_are_shown_once_and_in_a_terminal_alone(bool isTerminal)
    {
        using var folder = new TemporaryFolder();
        foreach (var isFirst in new[] { true, false })
        {
            using var output = new StringWriter();
            await using var app = StandaloneProgram.Build(
                [],
                new HostOverrides
                {
                    Environment = new Dictionary<string, string?>
                    {
                        ["Survey:DataPath"] = folder.Path,
                        ["urls"] = "http://127.0.0.1:0",
                    },
                    Output = TextWriter.Synchronized(output),
                    IsTerminal = isTerminal,
                }
            );
            await app.StartAsync();
            var (said, keys) = ($"{output}", app.Services.GetRequiredService<Keys>());
            await app.StopAsync();
            Assert.Equal(isTerminal && isFirst, said.Contains(keys.Admin));
            Assert.Equal(isTerminal && isFirst, said.Contains(keys.Analyst));
            Assert.Contains("keys.json", said);
        }
    }

    private static WebApplication Build(
        TemporaryFolder folder,
        Action<IServiceCollection> services
    ) =>
        StandaloneProgram.Build(
            [],
            new HostOverrides
            {
                Environment = new Dictionary<string, string?>
                {
                    ["Survey:DataPath"] = folder.Path,
                    ["urls"] = "http://127.0.0.1:0",
                },
                Output = TextWriter.Null,
                Services = services,
            }
        );

    private sealed class Broken(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidOperationException("planted");
        }
    }
}
