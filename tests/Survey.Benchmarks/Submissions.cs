using Survey.Ask;
using Survey.Simulator;
using Survey.Standalone.Demo;

namespace Survey.Benchmarks;

/// <summary>Durable submissions per second of the whole program over HTTP, against a bare Kestrel endpoint with the
/// same group commit and nothing else, in turns within one run.</summary>
internal static class Submissions
{
    private const int Connections = 64;

    /// <summary>Where the id stands in a body: after <c>{"id":"</c>.</summary>
    private const int IdAt = 7;

    public static async Task RunAsync(int rounds, TimeSpan span)
    {
        var bodies = Bodies(20_000);
        byte[] Body(int number)
        {
            var body = (byte[])bodies[number % bodies.Length].Clone();
            Guid.NewGuid().TryFormat(body.AsSpan(IdAt), out var _);
            return body;
        }

        var ratios = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var bare = await MeasureAsync(new Server("Survey.Benchmarks", ["bare"]), Body, span);
            var whole = await MeasureAsync(new Server("Survey.Functions"), Body, span);
            // The first round warms the disk cache and is not counted.
            if (round > 0)
                ratios.Add(whole / bare);
            Console.WriteLine(
                $"round {round}: bare {bare:F0}/s, whole program {whole:F0}/s, ratio {whole / bare:F2}"
            );
        }
        ratios.Sort();
        Console.WriteLine($"median ratio {ratios[ratios.Count / 2]:F2} (wanted: at least 0.70)");
    }

    private static async Task<double> MeasureAsync(
        Server server,
        Func<int, byte[]> body,
        TimeSpan span
    )
    {
        await using (server)
        {
            await server.StartAsync();
            await Load.RunAsync(
                server.Port,
                "/api/responses",
                body,
                Connections,
                TimeSpan.FromSeconds(4)
            );
            return await Load.RunAsync(server.Port, "/api/responses", body, Connections, span);
        }
    }

    private static byte[][] Bodies(int count)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt");
        var definition = Definitions.Load(folder);
        var people = new People(definition.Instrument, PeopleModel.Load(folder), 1, 0);
        var wave = definition.Calendar.PeriodAt(TimeProvider.System.GetUtcNow()).Id;
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => SentResponse.Write(Guid.Empty, wave, people.Answer(number))),
        ];
    }
}
