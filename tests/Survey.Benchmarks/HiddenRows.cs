using Survey.Ask;
using Survey.Estimate;
using Survey.Publish;
using Survey.Standalone.Demo;

namespace Survey.Benchmarks;

/// <summary>Share of a release's rows that are hidden, by number of responses and breakdown: the demo's people of its
/// first wave. A line of the table in docs/statistics.md each, and how long the disclosure rules took.</summary>
internal static class HiddenRows
{
    public static async Task RunAsync(params int[] sizes)
    {
        var surveys = Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");
        var definition = Definitions.Load(surveys);
        var people = new People(definition.Instrument, PeopleModel.Load(surveys), 2014, wave: 0);
        var breakdowns = definition.Reporting.Breakdowns.Select(one => one.Id).ToList();
        Console.WriteLine(
            $"| responses | {string.Join(" | ", breakdowns)} | every row | seconds |"
        );
        foreach (var size in sizes)
        {
            var answers = Enumerable
                .Range(0, size)
                .Select(number => new KeptAnswers($"{number:x32}", people.Answer(number).Encode()));
            var counted = await Counting.CountAsync(
                definition,
                "wave 0",
                [answers.ToAsyncEnumerable()]
            );
            var figures = Estimator.Estimate(definition, counted.Tally);
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var rows = Disclosure.Apply(definition, counted.Tally, figures, []).Rows;
            var seconds = clock.Elapsed.TotalSeconds;
            var shares = breakdowns.Select(by => Share([.. rows.Where(row => row.GroupBy == by)]));
            Console.WriteLine(
                $"| {size} | {string.Join(" | ", shares)} | {Share([.. rows])} | {seconds:F2} |"
            );
        }
    }

    private static string Share(Row[] rows) =>
        $"{(double)rows.Count(row => row.Numbers is null && row.Status != Status.NoBase) / rows.Length:P0}";
}
