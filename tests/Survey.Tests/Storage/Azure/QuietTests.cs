using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

/// <summary>The address of a request holds the key of a row, so nothing tells of a request.</summary>
[Collection(AzuriteTests.Name)]
public sealed class QuietTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _name = "t" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentQueue<string> _events = [];
    private readonly ConcurrentQueue<string> _activities = [];
    private readonly AzureEventSourceListener _logs;
    private readonly ActivityListener _traces;
    private readonly Azurite _azurite;

    public QuietTests(SharedAzurite shared)
    {
        _azurite = shared.Azurite;
        _logs = new AzureEventSourceListener(
            (_, text) => Note(_events, text),
            EventLevel.LogAlways
        );
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Azure.", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Note(_activities, string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(_traces);
    }

    public void Dispose()
    {
        _traces.Dispose();
        _logs.Dispose();
    }

    /// <summary>Other tests run at the same time.</summary>
    private void Note(ConcurrentQueue<string> notes, string text)
    {
        if (text.Contains(_name, StringComparison.Ordinal))
            notes.Enqueue(text);
    }

    [Fact]
    public async Task No_log_and_no_trace_tells_of_a_request()
    {
        var tables = new AzureTables(_azurite.Clients.Tables);
        await tables.SubmitAsync(
            _name,
            [new Operation.Insert(new Entity("p", "r", new Dictionary<string, object>()))],
            None
        );
        Assert.NotNull(await tables.GetAsync(_name, "p", "r", None));
        var blobs = new AzureBlobs(_azurite.Clients.Blobs);
        Assert.True(await blobs.CreateAsync(_name, "a", new byte[1], "text/plain", None));

        Assert.Empty(_events);
        Assert.Empty(_activities);

        // The same listeners hear clients that are not quiet.
        var loudTables = new TableServiceClient(_azurite.Connection);
        await loudTables.GetTableClient(_name).GetEntityAsync<TableEntity>("p", "r");
        Assert.Contains(_events, text => text.Contains("RowKey='r'", StringComparison.Ordinal));
        var loudBlobs = new BlobServiceClient(
            _azurite.Connection,
            new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_11_05)
        );
        await loudBlobs.GetBlobContainerClient(_name).GetBlobClient("a").ExistsAsync();
        Assert.NotEmpty(_activities);
    }
}
