using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Survey.Storage;
using Survey.Tests.Collect;
using Xunit;

namespace Survey.Tests.Http;

public sealed class HealthTests
{
    private static readonly Uri Address = new("/api/health", UriKind.Relative);

    [Fact]
    public async Task Healthy_is_said_in_one_word()
    {
        await using var program = await TestProgram.StartAsync();
        Assert.Equal("""{"status":"healthy"}""", await program.Client.GetStringAsync(Address));
    }

    [Fact]
    public async Task The_part_that_fails_is_named_and_no_more()
    {
        await using var program = await TestProgram.StartAsync(services: services =>
            services.AddSingleton<ITables>(provider => new UnreliableTables(
                provider.GetRequiredService<Stores>().Tables
            )
            {
                WritesLeft = 0,
            })
        );
        using var answer = await program.Client.GetAsync(Address);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var problem = await HttpFunctionsTests.AssertProblemAsync(answer, 503);
        Assert.Contains("\"detail\":\"tables\"", problem);
        Assert.DoesNotContain("line", problem);
    }

    [Fact]
    public async Task A_data_file_that_was_deleted_is_no_store()
    {
        await using var program = await TestProgram.StartAsync();
        File.Delete(Path.Combine(program.DataPath, "survey.db"));

        using var answer = await program.Client.GetAsync(Address);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }
}
