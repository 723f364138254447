using Survey.Benchmarks;

switch (args)
{
    case ["bare", .. var rest]:
        await Bare.RunAsync(rest);
        return 0;
    case ["submissions", .. var other]:
        await Submissions.RunAsync(rounds: 5, TimeSpan.FromSeconds(8), other.FirstOrDefault());
        return 0;
    case ["hostile"]:
        await Hostile.RunAsync(rounds: 7, TimeSpan.FromSeconds(6));
        return 0;
    case ["hidden", .. var sizes]:
        await HiddenRows.RunAsync(
            sizes is [] ? [300, 1000, 3000, 10_000, 100_000] : [.. sizes.Select(int.Parse)]
        );
        return 0;
    case ["exact", .. var rest]:
        await ExactRows.RunAsync(
            rest is [var responses, ..] ? int.Parse(responses) : 1000,
            TimeSpan.FromSeconds(rest is [_, var seconds] ? int.Parse(seconds) : 60)
        );
        return 0;
    case ["memory", .. var sizes]:
        await TightLoop.RunMemoryAsync(
            sizes is [] ? [10_000, 100_000, 1_000_000, 10_000_000] : [.. sizes.Select(int.Parse)]
        );
        return 0;
    case ["azure-storage"]:
        await AzureStorage.RunAsync(rounds: 5);
        return 0;
    case ["folding"]:
        await TightLoop.RunAsync(rounds: 25, count: 100_000);
        await Folding.RunAsync(rounds: 5, count: 30_000);
        return 0;
    case ["publishing", .. var rest]:
        await Publishing.RunAsync(
            rounds: rest is [_, var rounds] ? int.Parse(rounds) : 3,
            rest is [var count, ..] ? int.Parse(count) : 200_000
        );
        return 0;
    case ["start"]:
        await ColdStart.RunAsync(rounds: 15);
        return 0;
    case ["worker", .. var rest]:
        await WorkerLoad.RunAsync(
            rest.ElementAtOrDefault(0),
            rest.ElementAtOrDefault(1) ?? "/en/thanks",
            rounds: 5,
            TimeSpan.FromSeconds(5)
        );
        return 0;
    default:
        Console.Error.WriteLine(
            "Say what to measure: submissions [another build], hostile, folding, memory [responses...], hidden [responses...], exact [responses [seconds]], publishing [responses [rounds]], azure-storage, start, worker [folder [path]]"
        );
        return 1;
}
