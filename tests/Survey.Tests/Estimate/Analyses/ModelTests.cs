using System.Text.Json;
using Survey.Ask;
using Survey.Estimate;
using Xunit;

namespace Survey.Tests.Estimate.Analyses;

/// <summary>Models are those of R's <c>svyglm</c>, their average effects those of <c>svypredmeans</c>.</summary>
public sealed class ModelTests
{
    public static TheoryData<string> Waves => [.. AnalysisFixture.Waves];

    [Theory]
    [MemberData(nameof(Waves))]
    public void Models_are_fitted_as_in_R(string wave)
    {
        var fixture = AnalysisFixture.Of(wave);
        var sample = fixture.Sample();
        foreach (var expected in fixture["models"].EnumerateArray())
        {
            var outcome = AnalysisFixture.SideOf(expected.GetProperty("outcome"));
            Side[] predictors =
            [
                .. expected
                    .GetProperty("predictors")
                    .EnumerateArray()
                    .Select(AnalysisFixture.SideOf),
            ];
            var id = $"{wave} {outcome.Id}";
            var counts = fixture.Count([.. predictors, outcome]);
            var model = LogisticModels.Of(
                new Model(id, outcome, [.. predictors], Surveys.NoWords),
                counts,
                sample
            );
            Assert.Equal(expected.GetProperty("base").GetInt64(), model.Base);
            Assert.Equal($"{id} {AnalysisFixture.ReasonOf(expected)}", $"{id} {model.Reason}");
            Assert.Equal(model.Base, SumOfFirst(model, predictors[0]));
            if (model.Reason is not null)
            {
                Assert.All(model.Levels, level => Assert.Null(level.Effect));
                continue;
            }
            SameNumbers(
                expected,
                LogisticModels
                    .Estimate(new Patterns(sample, [.. counts.Counted]), sample)
                    .Estimates!,
                id
            );
            SameEffects(expected, model, id);
        }
    }

    private static long SumOfFirst(FittedModel model, Side predictor) =>
        model
            .Levels.Where(level => level.Predictor == predictor)
            .Sum(level => level.With + level.Without);

    private static void SameNumbers(JsonElement expected, LogisticEstimates found, string id)
    {
        Assert.Equal(expected.GetProperty("degrees").GetInt64(), found.Degrees);
        var coefficients = AnalysisFixture.Numbers(expected.GetProperty("coefficients"));
        var covariance = expected
            .GetProperty("covariance")
            .EnumerateArray()
            .Select(AnalysisFixture.Numbers)
            .ToArray();
        Assert.Equal(coefficients.Length, found.Coefficients.Count);
        for (var row = 0; row < coefficients.Length; row++)
        {
            var error = Math.Sqrt(covariance[row][row]);
            Near.Equal(coefficients[row], found.Coefficients[row], $"{id} coefficient", error);
            for (var column = 0; column < coefficients.Length; column++)
                Near.Equal(
                    covariance[row][column],
                    found.Covariance[row, column],
                    $"{id} covariance",
                    error * Math.Sqrt(covariance[column][column])
                );
        }
    }

    private static void SameEffects(JsonElement expected, FittedModel model, string id)
    {
        var levels = model.Levels.Where(level => level.Effect is not null).ToArray();
        var effects = expected.GetProperty("effects").EnumerateArray().ToArray();
        Assert.Equal(
            effects.Select(effect => $"{effect[0]} {effect[1]}"),
            levels.Select(level => $"{level.Predictor.Id} {level.Level}")
        );
        for (var place = 0; place < levels.Length; place++)
        {
            var (effect, found) = (effects[place], levels[place].Effect!);
            var error = effect[3].GetDouble();
            Near.Equal(effect[2], found.Points, $"{id} effect", error);
            Near.Equal(effect[3], found.PointsError, $"{id} effect's error");
            Near.Equal(effect[4], found.PointsLow, $"{id} effect's interval", error);
            Near.Equal(effect[5], found.PointsHigh, $"{id} effect's interval", error);
            // The intercept's come first.
            Near.Equal(
                Math.Exp(expected.GetProperty("coefficients")[place + 1].GetDouble()),
                found.OddsRatio,
                $"{id} odds ratio"
            );
            Near.Equal(
                expected.GetProperty("odds_low")[place + 1],
                found.OddsLow,
                $"{id} odds interval"
            );
            Near.Equal(
                expected.GetProperty("odds_high")[place + 1],
                found.OddsHigh,
                $"{id} odds interval"
            );
            Near.EqualP(expected.GetProperty("p")[place + 1], found.P, $"{id} p");
        }
    }
}
