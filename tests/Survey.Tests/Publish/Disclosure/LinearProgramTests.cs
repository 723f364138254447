using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>Against another solver, over sums of unknowns as tables have them.</summary>
public sealed class LinearProgramTests
{
    [Fact]
    public void How_far_a_sum_can_move_is_what_another_solver_finds()
    {
        for (var seed = 0; seed < 120; seed++)
        {
            var drawn = new Drawn(seed);
            var program = new LinearProgram(drawn.Unknowns);
            foreach (var (form, low, high) in drawn.Sums)
                program.Add(form, low, high);
            for (var round = 0; round < 6; round++)
            {
                drawn.Change(program);
                using var glop = drawn.Glop(_ => true);
                var form = drawn.Form();
                var largest = program.Largest(form);
                AssertSame(glop.End(form, isLargest: true), largest, $"seed {seed}, {round}");
                drawn.AssertMeets(program.Solution());
                Assert.Equal(largest, Times(form, program.Solution()), 1e-6);
                // The rows said to hold it do so without the others.
                var holding = program.Holding(form);
                using var alone = drawn.Glop(holding.Contains);
                AssertSame(largest, alone.End(form, isLargest: true), $"held, seed {seed}");
            }
        }
    }

    [Fact]
    public void It_stops_where_it_is_enough()
    {
        var program = new LinearProgram(3);
        for (var at = 0; at < 3; at++)
            program.Add([at == 0 ? 1 : 0, at == 1 ? 1 : 0, at == 2 ? 1 : 0], 0, 10);
        Assert.InRange(program.Largest([1, 1, 1], enough: 5), 5, 20);
        Assert.Equal(30, program.Largest([1, 1, 1]), 1e-9);
        Assert.Equal(double.PositiveInfinity, new LinearProgram(1).Largest([1]));
        Assert.Equal(0, new LinearProgram(1).Largest([-1]));
    }

    [Fact]
    public void Bounds_that_contradict_each_other_are_an_error()
    {
        var program = new LinearProgram(2);
        var sum = program.Add([1, 1], 5, 5);
        program.Add([1, 0], 2, 2);
        Assert.Throws<InvalidOperationException>(() => program.Add([0, 1], 4, 9));
        Assert.Throws<InvalidOperationException>(() =>
        {
            var other = new LinearProgram(2);
            var row = other.Add([1, 1], 5, 5);
            other.Add([1, 0], 2, 2);
            other.Bound(row, 0, 1);
        });
        Assert.Equal(0, sum);
    }

    private static void AssertSame(double expected, double found, string what) =>
        Assert.True(
            expected.Equals(found) || Math.Abs(expected - found) < 1e-6,
            $"{what}: {found}, not {expected}"
        );

    private static double Times(double[] form, double[] values) =>
        form.Zip(values, (one, other) => one * other).Sum();

    /// <summary>Unknowns that are known here, and sums of them within bounds that hold: some exact, some 0, some open.</summary>
    private sealed class Drawn
    {
        /// <summary>The other solver does not tell what has no end from what cannot be.</summary>
        private const double Total = 1500;

        private readonly Random _random;
        private readonly double[] _values;

        public Drawn(int seed)
        {
            _random = new Random(seed);
            Unknowns = 2 + _random.Next(seed % 10 == 0 ? 60 : 12);
            _values =
            [
                .. Enumerable
                    .Range(0, Unknowns)
                    .Select(_ => _random.Next(3) == 0 ? 0.0 : _random.Next(20)),
            ];
            Sums =
            [
                .. Enumerable.Range(0, _random.Next(2 * Unknowns)).Select(_ => Sum(Part())),
                ([.. Enumerable.Repeat(1.0, Unknowns)], double.NegativeInfinity, Total),
            ];
        }

        public int Unknowns { get; }

        public List<(double[] Form, double Low, double High)> Sums { get; }

        /// <summary>What to look for: parts added, and now and then taken away.</summary>
        public double[] Form() => [.. Part().Select(x => _random.Next(5) == 0 ? -1 : x)];

        /// <summary>Says otherwise of a few sums.</summary>
        public void Change(LinearProgram program)
        {
            for (var times = Math.Min(_random.Next(4), Sums.Count - 1); times > 0; times--)
            {
                var row = _random.Next(Sums.Count - 1);
                Sums[row] = Sum(Sums[row].Form);
                program.Bound(row, Sums[row].Low, Sums[row].High);
            }
        }

        public Glop Glop(Func<int, bool> isIn)
        {
            var glop = new Glop(Unknowns);
            foreach (var (row, sum) in Sums.Index())
                if (isIn(row))
                    glop.Add(sum.Form, sum.Low, sum.High);
            return glop;
        }

        public void AssertMeets(double[] values)
        {
            Assert.All(values, value => Assert.True(value > -1e-6));
            foreach (var (form, low, high) in Sums)
                Assert.InRange(Times(form, values), low - 1e-6, high + 1e-6);
        }

        private double[] Part() =>
            [.. Enumerable.Range(0, Unknowns).Select(_ => (double)_random.Next(2))];

        private (double[] Form, double Low, double High) Sum(double[] form)
        {
            var value = Times(form, _values);
            return _random.Next(5) switch
            {
                0 or 1 => (form, value, value),
                2 => (form, value - _random.Next(10), value + _random.Next(10)),
                3 => (form, double.NegativeInfinity, value + _random.Next(10)),
                _ => (form, value - _random.Next(10), double.PositiveInfinity),
            };
        }
    }
}
