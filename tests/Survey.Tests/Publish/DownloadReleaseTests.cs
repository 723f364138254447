using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class DownloadReleaseTests : IAsyncLifetime
{
    private readonly PublishFixture _kit = new();
    private byte[] _csv = [];

    public async Task InitializeAsync()
    {
        await _kit.CloseWaveAsync("2026-Q3", 40);
        await _kit.Publisher.PublishAsync("2026-Q3", default);
        _csv = await _kit.BlobAsync("2026-Q3/r1/estimates.csv");
    }

    public Task DisposeAsync()
    {
        _kit.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_whole_file()
    {
        var (response, body) = await Get();
        Assert.Equal(200, response.StatusCode);
        Assert.Equal(_csv, body);
        Assert.Equal($"\"{new ReleaseFile("", "", _csv).Sha256}\"", response.Headers.ETag);
        Assert.Equal(
            "attachment; filename=2026-Q3-estimates.csv; filename*=UTF-8''2026-Q3-estimates.csv",
            response.Headers.ContentDisposition
        );
        Assert.Equal(_csv.Length, response.ContentLength);
    }

    [Fact]
    public async Task Not_again_what_one_has()
    {
        var (response, body) = await Get(
            values: ("If-None-Match", $"\"{new ReleaseFile("", "", _csv).Sha256}\"")
        );
        Assert.Equal((304, 0), (response.StatusCode, body.Length));
    }

    [Fact]
    public async Task A_part()
    {
        var (response, body) = await Get(values: ("Range", "bytes=10-29"));
        Assert.Equal(206, response.StatusCode);
        Assert.Equal(_csv[10..30], body);
        (response, body) = await Get(values: ("Range", "bytes=-5"));
        Assert.Equal(_csv[^5..], body);
    }

    [Fact]
    public async Task A_part_that_there_is_not()
    {
        var (response, _) = await Get(values: ("Range", $"bytes={_csv.Length}-"));
        Assert.Equal(416, response.StatusCode);
    }

    [Fact]
    public async Task The_head_alone()
    {
        var (response, body) = await Get("HEAD");
        Assert.Equal((200, 0), (response.StatusCode, body.Length));
        Assert.Equal(_csv.Length, response.ContentLength);
    }

    [Theory]
    [InlineData("manifest.json", "")]
    [InlineData("../r1/estimates.csv", "")]
    [InlineData("estimates.csv", "?revision=2")]
    [InlineData("estimates.csv", "?revision=0")]
    [InlineData("estimates.csv", "?revision=x")]
    public async Task Nothing_else(string file, string query)
    {
        var (response, _) = await Get(file: file, query: query);
        Assert.Equal(404, response.StatusCode);
    }

    private Task<(Microsoft.AspNetCore.Http.HttpResponse Response, byte[] Body)> Get(
        string method = "GET",
        string file = "estimates.csv",
        string query = "",
        params (string, string)[] values
    ) =>
        _kit.CallAsync<DownloadRelease>(
            (function, request) => function.Run(request),
            method,
            query: query,
            values: [("wave", "2026-Q3"), ("file", file), .. values]
        );
}
