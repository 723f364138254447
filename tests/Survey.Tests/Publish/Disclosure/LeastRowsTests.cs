using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class LeastRowsTests
{
    [Fact]
    public void Of_two_rows_the_one_of_less_worth_is_hidden() =>
        Assert.Equal([2], Meet([([1, 2], [])], row => row == 1 ? 2 : 1));

    [Fact]
    public void One_row_that_is_in_every_set_will_do() =>
        Assert.Equal([3], Meet([([1, 3], []), ([2, 3], []), ([3, 4], [])], _ => 1));

    [Fact]
    public void Unless_it_is_worth_more_than_the_others_together() =>
        Assert.Equal([1, 2], Meet([([1, 3], []), ([2, 3], [])], row => row == 3 ? 2.5 : 1));

    [Fact]
    public void A_row_taken_early_is_given_back_when_others_meet_its_sets() =>
        // The row in most sets, 0, is not needed once 1 and 2 are taken for the sake of their own.
        Assert.Equal(
            [1, 2],
            Meet([([0, 1], []), ([0, 1], []), ([0, 2], []), ([1], []), ([2], [])], _ => 1)
        );

    [Fact]
    public void A_set_counts_once_what_would_make_it_no_secret_is_hidden()
    {
        Assert.Equal([1], Meet([([1], []), ([2], [3])], _ => 1));
        Assert.Equal([1, 2], Meet([([1], []), ([2], [1])], _ => 1));
        Assert.Equal([1, 2, 3], Meet([([1], []), ([2], [1]), ([3], [1, 2])], _ => 1));
    }

    /// <summary>Against every choice of rows: all sets are met, no row is hidden for nothing, and it is seldom more than
    /// the least.</summary>
    [Fact]
    public void Drawn_sets_are_met_by_little_more_than_the_least()
    {
        var (random, ours, least) = (new Random(1), 0.0, 0.0);
        for (var round = 0; round < 60; round++)
        {
            var worths = Enumerable.Range(0, 8).Select(_ => 1 + random.NextDouble()).ToArray();
            (int[], int[])[] sets =
            [
                .. Enumerable
                    .Range(0, 1 + random.Next(10))
                    .Select(_ => (Some(1 + random.Next(3)), Some(random.Next(4) == 0 ? 1 : 0)))
                    .Select(set => (set.Item1, set.Item2.Except(set.Item1).ToArray())),
            ];
            var found = Meet(sets, row => worths[row]);
            Assert.True(IsMet(sets, found), $"round {round}");
            if (sets.All(set => set.Item2.Length == 0))
                Assert.All(found, row => Assert.False(IsMet(sets, [.. found.Except([row])])));
            ours += found.Sum(row => worths[row]);
            least += Enumerable
                .Range(0, 1 << 8)
                .Select(bits =>
                    Enumerable.Range(0, 8).Where(row => (bits >> row) % 2 == 1).ToArray()
                )
                .Where(rows => IsMet(sets, rows))
                .Min(rows => rows.Sum(row => worths[row]));
        }
        Assert.InRange(ours / least, 1, 1.02);

        int[] Some(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => random.Next(8)).Distinct()];
    }

    private static bool IsMet((int[] Rows, int[] Unless)[] sets, int[] hidden) =>
        sets.All(set => set.Rows.Any(hidden.Contains) || !set.Unless.All(hidden.Contains));

    private static int[] Meet((int[] Rows, int[] Unless)[] sets, Func<int, double> worth) =>
        [
            .. new LeastRows(
                [
                    .. sets.Select(set => new HoldingRows(
                        [.. set.Rows.Select(Row)],
                        [.. set.Unless.Select(Row)]
                    )),
                ],
                row => worth(row.Group)
            )
                .Meet()
                .Select(row => row.Group)
                .Order(),
        ];

    private static Place Row(int group) => new(0, group);
}
