using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

public sealed class SparseCountsTests
{
    /// <param name="size">As few as an array holds, and more than any memory would.</param>
    [Theory]
    [InlineData(10)]
    [InlineData(long.MaxValue)]
    public void Counts_come_in_order_without_those_of_none(long size)
    {
        var counts = new SparseCounts(size);
        counts.Add(9, 1);
        counts.Add(0, 4);
        counts.Add(9, 2);
        Assert.Equal([(0, 4), (9, 3)], counts.Counted);
    }
}
