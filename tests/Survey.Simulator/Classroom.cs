using System.Net.Http.Json;
using System.Text.Json;
using Survey.Ask;
using Survey.Standalone.Demo;

namespace Survey.Simulator;

internal sealed record Plan(
    Uri[] Urls,
    int Responses,
    int Seed,
    int Concurrency,
    double Twice,
    TimeSpan Patience,
    FileInfo? Save
);

/// <summary>What became of the students' responses.</summary>
/// <param name="Stored">Answered 201.</param>
/// <param name="Known">Answered 200: a response of that id was there.</param>
/// <param name="Retries">Tries beyond each delivery's first.</param>
/// <param name="Failed">Responses with no answer of 201 or 200.</param>
internal sealed record Deliveries(int Stored, int Known, int Retries, int Failed)
{
    public override string ToString() =>
        $"{Stored} stored, {Known} known already, {Retries} retries, {Failed} failed";
}

internal static class Classroom
{
    /// <summary>Every student answers the open wave; at most <see cref="Plan.Concurrency"/> at once.</summary>
    public static async Task<Deliveries> RunAsync(Plan plan, Action done, CancellationToken cancel)
    {
        var clients = plan.Urls.Select(Client).ToArray();
        var (wave, instrumentName) = await OpenWaveAsync(clients[0], cancel);
        var folder = Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");
        var instrument = Definitions.Load(folder).Instrument;
        if (instrument.Name != instrumentName)
            throw new InvalidDataException(
                $"The survey asks {instrumentName}, the simulator knows {instrument.Name}."
            );
        var people = new People(instrument, PeopleModel.Load(folder), plan.Seed, 0);
        if (plan.Save is { } file)
            await AnswerSheet.WriteAsync(
                file,
                instrument,
                Enumerable
                    .Range(0, plan.Responses)
                    .Select(number => (IdOf(plan.Seed, number), people.Answer(number)))
            );

        int stored = 0,
            known = 0,
            retries = 0,
            failed = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, plan.Responses),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = plan.Concurrency,
                CancellationToken = cancel,
            },
            async (number, stop) =>
            {
                var body = SentResponse.Write(IdOf(plan.Seed, number), wave, people.Answer(number));
                var both = new Random(People.Mix(plan.Seed, -2, number)).NextDouble() < plan.Twice;
                var client = clients[number % clients.Length];
                HttpClient[] targets =
                    !both ? [client]
                    : clients.Length > 1 ? clients
                    : [client, client];
                var ends = await Task.WhenAll(
                    targets.Select(target => Delivery.SendAsync(target, body, plan.Patience, stop))
                );
                Interlocked.Add(ref stored, ends.Count(end => end.Status == 201));
                Interlocked.Add(ref known, ends.Count(end => end.Status == 200));
                Interlocked.Add(ref retries, ends.Sum(end => end.Tries - 1));
                if (!ends.All(end => end.Status is 200 or 201))
                    Interlocked.Increment(ref failed);
                done();
            }
        );
        return new Deliveries(stored, known, retries, failed);
    }

    private static HttpClient Client(Uri url) =>
        new(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = url,
            Timeout = TimeSpan.FromSeconds(15),
        };

    private static async Task<(string Wave, string Instrument)> OpenWaveAsync(
        HttpClient client,
        CancellationToken cancel
    )
    {
        var survey = await client.GetFromJsonAsync<JsonElement>("api/survey", cancel);
        var instrument = survey.GetProperty("instrument");
        return (
            survey.GetProperty("wave").GetProperty("id").GetString()!,
            $"{instrument.GetProperty("id").GetString()}/{instrument.GetProperty("version").GetString()}"
        );
    }

    /// <summary>The same seed and number give the same id, so that a run can be repeated and found complete.</summary>
    private static Guid IdOf(int seed, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        new Random(People.Mix(seed, -1, number)).NextBytes(bytes);
        return new Guid(bytes);
    }
}
