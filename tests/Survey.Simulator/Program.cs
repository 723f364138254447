using System.CommandLine;
using Spectre.Console;
using Survey.Simulator;

var url = new Option<string[]>("--url")
{
    Description = "Where the survey is; several addresses share the load",
    DefaultValueFactory = _ => ["http://localhost:7071"],
    AllowMultipleArgumentsPerToken = true,
};
var responses = new Option<int>("--responses")
{
    Description = "How many students answer",
    DefaultValueFactory = _ => 1000,
};
var seed = new Option<int>("--seed")
{
    Description = "The same seed makes the same students",
    DefaultValueFactory = _ => 1,
};
var concurrency = new Option<int>("--concurrency")
{
    Description = "Submissions under way at once",
    DefaultValueFactory = _ => 32,
};
var twice = new Option<double>("--twice")
{
    Description = "Share of responses that are sent to every address at once (0 to 1)",
    DefaultValueFactory = _ => 0,
};
var patience = new Option<int>("--patience")
{
    Description = "Seconds to go on trying to deliver one response",
    DefaultValueFactory = _ => 60,
};
var save = new Option<FileInfo?>("--save")
{
    Description =
        "A CSV file for what every student answered, one column an item (one an option for multi-choice)",
};

var command = new RootCommand("Made-up students answer a survey over HTTP.")
{
    url,
    responses,
    seed,
    concurrency,
    twice,
    patience,
    save,
};
command.SetAction(
    async (parsed, cancel) =>
    {
        var plan = new Plan(
            [.. parsed.GetValue(url)!.Select(address => new Uri(address))],
            parsed.GetValue(responses),
            parsed.GetValue(seed),
            Math.Max(1, parsed.GetValue(concurrency)),
            parsed.GetValue(twice),
            TimeSpan.FromSeconds(parsed.GetValue(patience)),
            parsed.GetValue(save)
        );
        var tally = await AnsiConsole
            .Progress()
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("Students", maxValue: plan.Responses);
                return await Classroom.RunAsync(plan, () => bar.Increment(1), cancel);
            });
        AnsiConsole.WriteLine(tally.ToString());
        return tally.Failed == 0 ? 0 : 1;
    }
);
return await command.Parse(args).InvokeAsync();
