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

    /// <param name="other">Another build of the program to compare with, as a path to it without <c>.dll</c>; null:
    /// none.</param>
    public static async Task RunAsync(int rounds, TimeSpan span, string? other)
    {
        var bodies = Bodies(20_000);
        byte[] Body(int number) => WithNewId(bodies[number % bodies.Length]);

        var (ratios, ofOther) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            var bare = await MeasureAsync(new Server("Survey.Benchmarks", ["bare"]), Body, span);
            var whole = await MeasureAsync(new Server("Survey.Functions"), Body, span);
            var before = other is null
                ? double.NaN
                : await MeasureAsync(new Server(other), Body, span);
            // The first round warms the disk cache and is not counted.
            if (round > 0)
            {
                ratios.Add(whole / bare);
                ofOther.Add(whole / before);
            }
            Console.WriteLine(
                $"round {round}: bare {bare:F0}/s, whole program {whole:F0}/s, ratio {whole / bare:F2}; the other {before:F0}/s, ratio {whole / before:F2}"
            );
        }
        Console.WriteLine($"median ratio {Rounds.Median(ratios):F2} (wanted: at least 0.70)");
        if (other is not null)
            Console.WriteLine(
                $"median ratio to {other} {Rounds.Median(ofOther):F2} (wanted: at least 0.90)"
            );
    }

    /// <summary>The same answers by somebody else.</summary>
    public static byte[] WithNewId(byte[] body)
    {
        body = (byte[])body.Clone();
        Guid.NewGuid().TryFormat(body.AsSpan(IdAt), out var _);
        return body;
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

    private static readonly string Folder = Path.Combine(
        AppContext.BaseDirectory,
        "surveys",
        "youth-online-pt"
    );

    private static readonly Definition Definition = Definitions.Load(Folder);

    /// <summary>The wave that is open.</summary>
    public static string Wave { get; } =
        Definition.Calendar.PeriodAt(TimeProvider.System.GetUtcNow()).Id;

    /// <summary>Of so many made-up students; without ids.</summary>
    public static byte[][] Bodies(int count)
    {
        var people = new People(Definition.Instrument, PeopleModel.Load(Folder), 1, 0);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => SentResponse.Write(Guid.Empty, Wave, people.Answer(number))),
        ];
    }
}
