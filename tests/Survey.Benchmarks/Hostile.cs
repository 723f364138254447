using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Survey.Simulator;

namespace Survey.Benchmarks;

/// <summary>How long students wait for the answer to a submission, 99 of 100 of them: on a quiet server, beside a thousand
/// connections that send a byte now and then, and beside a flood of pages that are written for one reader. In turns, within
/// one run. Everybody comes from an address of their own within 127.0.0.0/8, so that no limit hides the cost.</summary>
internal static class Hostile
{
    private const int Students = 16;
    private const int Slow = 1000;
    private const int Flooding = 16;

    /// <summary>Rounds that are not counted: until then the server still compiles what it found to be used most.</summary>
    private const int WarmingUp = 3;

    public static async Task RunAsync(int rounds, TimeSpan span)
    {
        await using var server = new Server(
            "Survey.Functions",
            settings: new() { ["Survey__SubmissionsPerMinute"] = "600" }
        );
        await server.StartAsync();
        var bodies = Submissions.Bodies(2_000);
        var (slow, flood) = (new List<double>(), new List<double>());
        for (var round = 1 - WarmingUp; round <= rounds; round++)
        {
            var quiet = await SubmitAsync(server.Port, bodies, span);
            var besideSlow = await BesideAsync(Slow, SendSlowlyAsync);
            var quietAgain = await SubmitAsync(server.Port, bodies, span);
            var besideFlood = await BesideAsync(Flooding, FloodAsync);
            Console.WriteLine(
                $"round {round}: quiet {quiet:F1} ms, {Slow} slow connections {besideSlow:F1} ms; quiet {quietAgain:F1} ms, flood of pages {besideFlood:F1} ms"
            );
            if (round <= 0)
                continue;
            slow.Add(besideSlow / quiet);
            flood.Add(besideFlood / quietAgain);
        }
        Console.WriteLine(
            $"median of p99 to the quiet one: slow connections {Rounds.Median(slow):F2}, flood of pages {Rounds.Median(flood):F2} (wanted: at most 2)"
        );

        async Task<double> BesideAsync(int others, Func<int, int, CancellationToken, Task> disturb)
        {
            using var stop = new CancellationTokenSource();
            var disturbing = Enumerable
                .Range(0, others)
                .Select(number =>
                    AgainAsync(() => disturb(server.Port, number, stop.Token), stop.Token)
                )
                .ToArray();
            await Task.Delay(2000);
            var p99 = await SubmitAsync(server.Port, bodies, span);
            await stop.CancelAsync();
            await Task.WhenAll(disturbing);
            return p99;
        }
    }

    /// <summary>Milliseconds within which 99 of 100 submissions were answered; each by a connection of its own.</summary>
    private static async Task<double> SubmitAsync(int port, byte[][] bodies, TimeSpan span)
    {
        var times = await Task.WhenAll(
            Enumerable
                .Range(0, Students)
                .Select(async student =>
                {
                    var (all, taken) = (Stopwatch.StartNew(), new List<double>());
                    while (all.Elapsed < span)
                    {
                        var body = Submissions.WithNewId(bodies[Random.Shared.Next(bodies.Length)]);
                        var one = Stopwatch.StartNew();
                        using var socket = await ConnectAsync(port, 1, Random.Shared.Next(65_000));
                        await socket.SendAsync(Load.Request("/api/responses", body));
                        if (await Load.StatusAsync(socket, new byte[4096]) != 201)
                            throw new InvalidOperationException("A student was not answered 201.");
                        taken.Add(one.Elapsed.TotalMilliseconds);
                        await Task.Delay(30);
                    }
                    return taken;
                })
        );
        double[] sorted = [.. times.SelectMany(one => one).Order()];
        return sorted[(int)(0.99 * (sorted.Length - 1))];
    }

    private static async Task SendSlowlyAsync(int port, int number, CancellationToken cancel)
    {
        // Spread over the second: in step, they would hold up the students' side too, which is this process.
        await Task.Delay(number * 1000 / Slow, cancel);
        using var socket = await ConnectAsync(port, 2, number);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                "POST /api/responses HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n"
            ),
            cancel
        );
        while (!cancel.IsCancellationRequested)
        {
            await socket.SendAsync("{"u8.ToArray(), cancel);
            await Task.Delay(1000, cancel);
        }
    }

    private static async Task FloodAsync(int port, int number, CancellationToken cancel)
    {
        using var socket = await ConnectAsync(port, 3, number);
        var form = Encoding.ASCII.GetBytes(
            $"wave={Submissions.Wave}&language=en&sex=girl&step=2&to=pt"
        );
        var request = (byte[])
            [
                .. Encoding.ASCII.GetBytes(
                    $"POST /answers HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n"
                ),
                .. form,
            ];
        var buffer = new byte[256 * 1024];
        while (!cancel.IsCancellationRequested)
        {
            await socket.SendAsync(request, cancel);
            await Load.StatusAsync(socket, buffer);
        }
    }

    /// <summary>Whoever is thrown out comes again.</summary>
    private static async Task AgainAsync(Func<Task> act, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
            try
            {
                await act();
            }
            catch (Exception fault)
                when (fault
                        is SocketException
                            or InvalidOperationException
                            or OperationCanceledException
                ) { }
    }

    private static async Task<Socket> ConnectAsync(int port, int network, int number)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(
            new IPEndPoint(
                new IPAddress([127, (byte)network, (byte)(number / 250), (byte)(number % 250 + 1)]),
                0
            )
        );
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }
}
