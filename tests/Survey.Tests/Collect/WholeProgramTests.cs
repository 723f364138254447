using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Survey.Storage;
using Survey.Tests.Http;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Collect;

/// <summary>The stage through the real server: routes, keys, bodies as they come over a socket, the map of errors.</summary>
public sealed class WholeProgramTests
{
    [Fact]
    public async Task From_the_first_start_to_a_closed_wave()
    {
        await using var program = await TestProgram.StartAsync();
        var survey = await OpenSurveyAsync(program);
        var wave = survey.GetProperty("wave").GetProperty("id").GetString()!;
        var instrument = survey.GetProperty("instrument").GetProperty("name").GetString()!;
        var id = Guid.NewGuid();
        var response = new Sent(id, wave, instrument, new { sex = "girl" });
        foreach (var status in new[] { 201, 200 })
        {
            using var reply = await program.Client.PostAsJsonAsync("/api/responses", response);
            Assert.Equal(status, (int)reply.StatusCode);
            Assert.Equal($$"""{"id":"{{id}}"}""", await reply.Content.ReadAsStringAsync());
        }

        using var admin = program.WithKey(TestProgram.AdminKey);
        using var unauthorised = await program.Client.PostAsync($"/api/waves/{wave}/close", null);
        Assert.Equal(401, (int)unauthorised.StatusCode);
        using var closed = await admin.PostAsync($"/api/waves/{wave}/close", null);
        Assert.Equal(202, (int)closed.StatusCode);
        Assert.Equal($"/api/releases/{wave}", $"{closed.Headers.Location}");
        using var late = await program.Client.PostAsJsonAsync(
            "/api/responses",
            response with
            {
                Id = Guid.NewGuid(),
            }
        );
        Assert.Equal(410, (int)late.StatusCode);
        var waves = await admin.GetFromJsonAsync<JsonElement>("/api/waves");
        Assert.Contains(
            waves.EnumerateArray(),
            one =>
                one.GetProperty("id").GetString() == wave
                && one.GetProperty("responses").GetInt64() == 0
        );
        Assert.DoesNotContain($"{id}", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("girl", program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(17_000, false)]
    [InlineData(17_000, true)]
    [InlineData(300_000, false)]
    [InlineData(300_000, true)]
    public async Task A_body_too_large_is_refused_in_one_piece_or_in_chunks(int bytes, bool chunked)
    {
        await using var program = await TestProgram.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/responses")
        {
            Content = new StringContent(new string(' ', bytes), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        // Who asks first is told before it has sent all.
        request.Headers.ExpectContinue = true;
        using var reply = await program.Client.SendAsync(request);
        Assert.Equal(413, (int)reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Without_the_store_the_client_is_told_when_to_try_again()
    {
        using var folder = new TemporaryFolder();
        using var sqlite = new SqliteTables(folder.File("tables.db"));
        var tables = new UnreliableTables(sqlite);
        await using var program = await TestProgram.StartAsync(services: services =>
            services.AddSingleton<ITables>(tables)
        );
        var survey = await OpenSurveyAsync(program);
        var response = new Sent(
            Guid.NewGuid(),
            survey.GetProperty("wave").GetProperty("id").GetString()!,
            survey.GetProperty("instrument").GetProperty("name").GetString()!,
            new { sex = "girl" }
        );
        tables.WritesLeft = 0;
        using var refused = await program.Client.PostAsJsonAsync("/api/responses", response);
        Assert.Equal(503, (int)refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        tables.WritesLeft = int.MaxValue;
        using var stored = await program.Client.PostAsJsonAsync("/api/responses", response);
        Assert.Equal(201, (int)stored.StatusCode);
    }

    /// <summary>The first wave opens by the timer that runs at start.</summary>
    private static Task<JsonElement> OpenSurveyAsync(TestProgram program) =>
        program.Client.GetFromJsonAsync<JsonElement>("/api/survey");

    private sealed record Sent(Guid Id, string Wave, string Instrument, object Answers);
}
