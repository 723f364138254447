using Survey.Storage;
using Survey.Tests.Storage;

namespace Survey.Tests.Whole.Simulation;

/// <summary>The simulation's tables do what the real ones do.</summary>
public sealed class MemoryTablesTests : TablesContract
{
    private protected override Task<ITables> CreateAsync() =>
        Task.FromResult<ITables>(new MemoryTables());
}

/// <summary>The simulation's blobs do what the real ones do.</summary>
public sealed class MemoryBlobsTests : BlobsContract
{
    private protected override Task<IBlobs> CreateAsync() =>
        Task.FromResult<IBlobs>(new MemoryBlobs());
}
