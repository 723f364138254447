using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Survey.Http;
using Survey.Storage;
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
            services.AddSingleton(
                new HealthPart("post", _ => throw new StorageUnavailableException("at 10.0.0.1"))
            )
        );
        using var answer = await program.Client.GetAsync(Address);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var problem = await HttpFunctionsTests.AssertProblemAsync(answer, 503);
        Assert.Contains("\"detail\":\"post\"", problem);
        Assert.DoesNotContain("10.0.0.1", problem);
    }
}
