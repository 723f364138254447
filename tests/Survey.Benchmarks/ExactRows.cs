using System.Diagnostics;
using Survey.Ask;
using Survey.Estimate;
using Survey.Publish;
using Survey.Standalone.Demo;
using Survey.Tests.Publish;

namespace Survey.Benchmarks;

/// <summary>Rows hidden for others' sake in the shipped survey, a family of indicators at a time, beside those of the
/// integer program of the tests. Where that runs out of time, the worth of its last rows is a bound from below.</summary>
internal static class ExactRows
{
    public static async Task RunAsync(int responses, TimeSpan patience)
    {
        var surveys = Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");
        var definition = Definitions.Load(surveys);
        var people = new People(definition.Instrument, PeopleModel.Load(surveys), 2014, wave: 0);
        var answers = Enumerable
            .Range(0, responses)
            .Select(number => new KeptAnswers($"{number:x32}", people.Answer(number).Encode()));
        var counted = await Counting.CountAsync(
            definition,
            "wave 0",
            [answers.ToAsyncEnumerable()]
        );
        var table = new SuppressionTable(definition, Estimator.Estimate(definition, counted.Tally));
        PrimaryRule.Apply(table);
        ReliabilityRule.Apply(table);
        var (ours, least, oursWorth, leastWorth) = (0, 0, 0.0, 0.0);
        foreach (var family in Family.Of(definition).OrderBy(one => one.Patterns.Length))
        {
            using var limit = new CancellationTokenSource(patience);
            var clock = Stopwatch.StartNew();
            var exact = new ExactHiding(table, family);
            var rows = exact.Least(limit.Token);
            var seconds = clock.Elapsed.TotalSeconds;
            var before = Hidden(table).ToHashSet();
            clock.Restart();
            LinkedRule.Apply(table, family);
            Place[] own = [.. Hidden(table).Where(row => !before.Contains(row))];
            var worth = own.Sum(row => LinkedRule.Worth(table, row));
            oursWorth += worth;
            leastWorth += exact.LeastWorth;
            if (rows is not null)
                (ours, least) = (ours + own.Length, least + rows.Count);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{family.Indicators.Length} indicators, {family.Patterns.Length} kinds: {own.Length} rows worth {worth:F1} in {clock.Elapsed.TotalSeconds:F1} s; exactly {(rows is null ? "not known, at least" : $"{rows.Count} rows,")} worth {exact.LeastWorth:F1} in {seconds:F1} s"
                )
            );
        }
        Console.WriteLine(
            FormattableString.Invariant(
                $"families done: {ours} rows, exactly {least}; all: worth {oursWorth:F1}, at least {leastWorth:F1}, ratio at most {oursWorth / leastWorth:F3}"
            )
        );
    }

    private static IEnumerable<Place> Hidden(SuppressionTable table) =>
        table.Places().Where(row => table.HiddenAs(row) is not null);
}
