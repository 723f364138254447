using MathNet.Numerics.LinearAlgebra;
using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate;

/// <summary>Figures worked out a second time, in another way: weights by proportional fitting and by the equation that
/// only the right ones solve, errors over respondents one by one instead of counts.</summary>
public sealed class TwoRoutesTests
{
    private static readonly CountLayout Cells = new(Surveys.Clubs);
    private static readonly (double Low, double High) Bounds = CalibrationFunction.Bounds;

    [Fact]
    public void Raked_weights_are_those_of_proportional_fitting() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                var sample = new Sample(Surveys.Clubs, Respondents.Count(all));
                if (sample.Weighting.Method == WeightingMethod.Raking)
                    Near(Fitted(sample), Ratios(sample), 1e-8);
            }
        );

    /// <summary>Weights that meet the margins are the nearest to equal where their distance's derivative is a sum of one
    /// number for each category (Deville and Särndal 1992).</summary>
    [Fact]
    public void Every_weight_follows_from_a_number_for_each_category() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                // In one cell up to as many again as there are, so that bounds are reached at times; with more, no weights
                // within them might be left.
                var crowd = Enumerable.Repeat(
                    Respondents.Of(("team", "red"), ("year", "first")),
                    all.Length % 3 * all.Length / 2
                );
                var sample = new Sample(Surveys.Clubs, Respondents.Count(all.Concat(crowd)));
                var held = Held(sample);
                var derivative = Vector<double>.Build.DenseOfEnumerable(
                    held.Select(cell => Derivative(Ratios(sample)[cell], sample.Weighting.Method))
                );
                var categories = Dummies(sample, held);
                var explained = categories * (categories.PseudoInverse() * derivative);
                Near(explained, derivative, 1e-6);
            }
        );

    [Fact]
    public void Figures_are_those_of_respondents_one_by_one() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                var tally = Respondents.Count(all);
                var figures = Estimator.Estimate(Surveys.Clubs, tally);
                var respondents = new OneByOne(new Sample(Surveys.Clubs, tally), all);
                foreach (var row in figures.Proportions)
                {
                    var (share, error, asked) = respondents.Share(row.Indicator, row.Group);
                    Near([asked], [row.Asked], 1e-9);
                    if (row.Base > 0)
                        Near([share], [row.Estimate], 1e-9);
                    if (row.Base > 0 && !row.IsExact)
                        Near([error], [row.StandardError], 1e-9);
                }
                foreach (var compared in figures.Comparisons)
                foreach (var row in compared.Groups.Where(row => row.Reason is null))
                {
                    var (difference, error) = respondents.Difference(compared.Indicator, row.Group);
                    Near([difference, error], [row.Difference, row.StandardError], 1e-9);
                }
            }
        );

    [Fact]
    public void A_group_of_everybody_equals_the_total() =>
        Respondents.Hold(
            Respondents.EveryCell,
            all =>
            {
                var rows = Estimator
                    .Estimate(Surveys.Clubs, Respondents.Count(all.Where(one => one[0] == 1)))
                    .Proportions;
                foreach (var total in rows.Where(row => row.GroupBy == "all"))
                    Assert.Equal(
                        total with
                        {
                            GroupBy = "team",
                            Group = "red",
                        },
                        rows.Single(row =>
                            row.Indicator == total.Indicator && row is { Group: "red" }
                        )
                    );
            }
        );

    /// <summary>Each respondent's weight by cell, relative to the mean.</summary>
    private static Vector<double> Ratios(Sample sample) =>
        Vector<double>.Build.DenseOfArray(sample.Weights) / sample.Weighting.MeanWeight;

    /// <summary>The same by iterative proportional fitting, margin by margin until nothing moves.</summary>
    private static Vector<double> Fitted(Sample sample)
    {
        double n = sample.People.Sum();
        var ratios = Vector<double>.Build.Dense(
            Cells.Cells,
            cell => sample.People[cell] > 0 ? 1 : 0
        );
        for (var round = 0; round < 2000; round++)
        {
            var before = ratios.Clone();
            foreach (var margin in Enumerable.Range(0, sample.Weighting.Margins.Length))
            {
                var totals = Enumerable
                    .Range(0, Cells.Cells)
                    .GroupBy(cell => Category(cell, margin))
                    .ToDictionary(
                        cells => cells.Key,
                        cells =>
                            Wanted(margin, cells.Key, sample)
                            * n
                            / cells.Sum(cell => sample.People[cell] * ratios[cell])
                    );
                ratios.MapIndexedInplace(
                    (cell, ratio) => ratio == 0 ? 0 : ratio * totals[Category(cell, margin)]
                );
            }
            if ((ratios - before).InfinityNorm() < 1e-13)
                break;
        }
        return ratios;
    }

    /// <summary>A category's part of all weights: of the people, where they are known, else of the respondents.</summary>
    private static double Wanted(int margin, int category, Sample sample)
    {
        double n = sample.People.Sum();
        double InCategories(Func<int, bool> are) =>
            sample.People.Where((_, cell) => are(Category(cell, margin))).Sum() / n;
        var people = (margin, category) switch
        {
            (0, 0) => 7000,
            (0, 1) => 5000,
            (1, 0) => 9000,
            (1, 1) => 3000,
            _ => 0,
        };
        return people > 0
            ? InCategories(one => one < 2) * people / 12000
            : InCategories(one => one == category);
    }

    /// <summary>Red, blue, other, none; the first two years, the third, none.</summary>
    private static int Category(int cell, int margin)
    {
        var code = Cells.CodeOf(cell, margin);
        return margin == 0 ? code : Math.Max(0, code - 1);
    }

    private static int[] Held(Sample sample) =>
        [.. Enumerable.Range(0, Cells.Cells).Where(cell => sample.People[cell] > 0)];

    private static double Derivative(double ratio, WeightingMethod method) =>
        method == WeightingMethod.Raking
            ? Math.Log(ratio)
            : Math.Log((ratio - Bounds.Low) / (Bounds.High - ratio));

    /// <summary>A row for each of the cells, a column for each category of the margins that the weights meet.</summary>
    private static Matrix<double> Dummies(Sample sample, IReadOnlyList<int> cells) =>
        Matrix<double>.Build.DenseOfRows(
            cells.Select(cell =>
                Enumerable
                    .Range(0, sample.Weighting.Margins.Length)
                    .SelectMany(margin =>
                        Enumerable
                            .Range(0, 4)
                            .Select(category => Category(cell, margin) == category ? 1.0 : 0.0)
                    )
            )
        );

    private static void Near(
        IEnumerable<double> expected,
        IEnumerable<double> found,
        double tolerance
    )
    {
        foreach (var (one, other) in expected.Zip(found))
            Assert.True(
                Math.Abs(one - other) <= 1e-12 + tolerance * Math.Max(1, Math.Abs(one)),
                FormattableString.Invariant($"{other:R}, expected {one:R}")
            );
    }

    /// <summary>A survey's table with a row for each respondent, as R has it.</summary>
    private sealed class OneByOne
    {
        private readonly double[] _weights;
        private readonly HashSet<string>[] _codes;
        private readonly Matrix<double> _categories;
        private readonly Matrix<double> _fit;

        public OneByOne(Sample sample, Answers[] all)
        {
            int[] cells =
            [
                .. all.Select(one =>
                    Cells.CellOf([TallyTests.Bit(one[0]), TallyTests.Bit(one[1])])
                ),
            ];
            _weights = [.. cells.Select(cell => sample.Weights[cell])];
            _codes = [.. all.Select(one => TallyTests.Codes(one).ToHashSet())];
            _categories = Dummies(sample, cells);
            _fit = _categories.PseudoInverse();
        }

        public (double Share, double Error, double Asked) Share(string id, string group)
        {
            var (says, weight, p) = Part(id, who => IsIn(who, group));
            var asked = Everybody
                .Where(who => IsIn(who, group))
                .Where(who => !_codes[who].Contains($"{Indicator(id).Variable} not asked"))
                .Sum(who => _weights[who]);
            return (p, Error(who => says(who) is { } yes ? (yes - p) / weight : 0), asked);
        }

        public (double Difference, double Error) Difference(string id, string group)
        {
            var (inside, weight, p) = Part(id, who => IsIn(who, group));
            var (outside, weightOfRest, rest) = Part(id, who => !IsIn(who, group));
            return (
                p - rest,
                Error(who =>
                    inside(who) is { } yes ? (yes - p) / weight
                    : outside(who) is { } other ? -(other - rest) / weightOfRest
                    : 0
                )
            );
        }

        private IEnumerable<int> Everybody => Enumerable.Range(0, _weights.Length);

        /// <summary>1 for a yes, 0 for a no, null outside the base; the base's weight and share of yes.</summary>
        private (Func<int, double?> Says, double Weight, double Share) Part(
            string id,
            Func<int, bool> isIn
        )
        {
            double? Says(int who) => isIn(who) ? Answer(who, Indicator(id)) : null;
            var weight = Everybody.Where(who => Says(who) is not null).Sum(who => _weights[who]);
            return (Says, weight, Everybody.Sum(who => _weights[who] * (Says(who) ?? 0)) / weight);
        }

        private double? Answer(int who, Indicator indicator) =>
            indicator.Yes.Any(option => _codes[who].Contains($"{indicator.Variable}={option}")) ? 1
            : _codes[who]
                .Any(code => code.StartsWith($"{indicator.Variable}=", StringComparison.Ordinal))
                ? 0
            : null;

        private bool IsIn(int who, string group) =>
            group == "all"
            || group
                .Split(':')
                .All(option =>
                    _codes[who].Contains($"team={option}") || _codes[who].Contains($"year={option}")
                );

        private double Error(Func<int, double> linearised)
        {
            double n = _weights.Length;
            var z = Vector<double>.Build.DenseOfEnumerable(Everybody.Select(linearised));
            var residuals = z - _categories * (_fit * z);
            var weighted = Everybody.Select(who => _weights[who] * residuals[who]).ToArray();
            var mean = weighted.Average();
            return Math.Sqrt(n / (n - 1) * weighted.Sum(one => (one - mean) * (one - mean)));
        }

        private static Indicator Indicator(string id) =>
            Surveys.Clubs.Reporting.Indicators.Single(one => one.Id == id);
    }
}
