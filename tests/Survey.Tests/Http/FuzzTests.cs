using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Http;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Http;

/// <summary>What nobody would send or write, at random: never an answer of 500, never none, nothing of it sent back, no line
/// about a fault of ours. SURVEY_FUZZ_SECONDS is how long (an hour: 3600), then with another seed each time;
/// SURVEY_FUZZ_SEED repeats a run. What it finds becomes a test of its own.</summary>
public sealed partial class FuzzTests : IAsyncLifetime
{
    private const string Mark = "zq7";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);
    private static readonly int Seconds = Setting("SURVEY_FUZZ_SECONDS") ?? 8;

    /// <summary>Always the same in ./test.sh: a change fails for what it does, not for its luck.</summary>
    private static readonly int Seed =
        Setting("SURVEY_FUZZ_SEED")
        ?? (Setting("SURVEY_FUZZ_SECONDS") is null ? 2014 : Environment.TickCount);

    private readonly ConcurrentQueue<string> _findings = new();
    private readonly Stopwatch _clock = new();
    private TestProgram _program = null!;
    private string _wave = "";
    private string _instrument = "";

    public async Task InitializeAsync()
    {
        _program = await TestProgram.StartAsync();
        var waves = _program.Services.GetRequiredService<Waves>();
        _wave = (await waves.ListAsync(default).FirstAsync(wave => wave.AcceptsResponses)).Id;
        _instrument = Shipped.Instrument.Name;
    }

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Nothing_breaks()
    {
        _clock.Start();
        await Task.WhenAll(
            TryAsync(1, BodyAsync),
            TryAsync(2, FormAsync),
            TryAsync(3, RawAsync),
            TryAsync(4, RouteAsync),
            TryAsync(5, LoadAsync)
        );
        Assert.True(_findings.IsEmpty, $"Seed {Seed}:\n{string.Join('\n', _findings.Take(5))}");
        Assert.DoesNotContain(" Error ", _program.Output);
    }

    private Task TryAsync(int kind, Func<Random, Task> once) =>
        Task.Run(async () =>
        {
            var random = new Random(unchecked(Seed * 7 + kind));
            while (_clock.Elapsed.TotalSeconds < Seconds && _findings.IsEmpty)
                await once(random);
        });

    private async Task BodyAsync(Random random)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id = Guid.NewGuid(),
                wave = _wave,
                instrument = _instrument,
                answers = new { sex = "girl", age = "13-15" },
            }
        );
        using var content = new ByteArrayContent(Fuzz.Mutate(random, body));
        content.Headers.TryAddWithoutValidation(
            "Content-Type",
            random.Next(8) == 0 ? Fuzz.Token(random) : "application/json"
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/responses");
        request.Content = content;
        await SendAsync(request, Mark, await content.ReadAsByteArrayAsync());
    }

    private async Task FormAsync(Random random)
    {
        var form = Encoding.ASCII.GetBytes(
            $"id={Guid.NewGuid()}&wave={_wave}&instrument={Uri.EscapeDataString(_instrument)}&language=pt&step={random.Next(9)}&go=next&change=&known=sex+age&sex=girl&age=13-15"
        );
        using var content = new ByteArrayContent(Fuzz.Mutate(random, form));
        content.Headers.TryAddWithoutValidation(
            "Content-Type",
            "application/x-www-form-urlencoded"
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, "/answers");
        request.Content = content;
        await SendAsync(request, Mark, await content.ReadAsByteArrayAsync());
    }

    private async Task RouteAsync(Random random)
    {
        var functions = Functions.OfProgram.Http;
        var function = functions[random.Next(functions.Count)];
        var parts = function
            .Route.Split('/')
            .Select(part =>
                !part.StartsWith('{') ? part
                : random.Next(3) == 0 ? _wave
                : Uri.EscapeDataString(Fuzz.Token(random))
            );
        var path = string.Join('/', parts);
        if (random.Next(4) == 0)
            path += Uri.EscapeDataString(Fuzz.Token(random));
        if (random.Next(2) == 0)
            path += $"?{Fuzz.Name(random)}={Uri.EscapeDataString(Fuzz.Token(random))}";
        var method = function.Methods[random.Next(function.Methods.Count)];
        if (!Uri.TryCreate(_program.Client.BaseAddress, $"/{path}", out var address))
            return;
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        // An open wave is needed by the others.
        if (function.Name != nameof(Survey.Publish.CloseWave) && random.Next(2) == 0)
            request.Headers.Add("x-functions-key", TestProgram.AdminKey);
        request.Headers.TryAddWithoutValidation(Fuzz.Name(random), Fuzz.Token(random));
        if (method is "POST" or "PUT")
        {
            request.Content = new ByteArrayContent(
                Fuzz.Mutate(random, "{\"draft\":1}"u8.ToArray())
            );
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }
        // A path may be said back where it is escaped, but never as a tag or as the end of an attribute.
        await SendAsync(request, $"<{Mark}", Encoding.UTF8.GetBytes($"{method} {address}"));
    }

    private async Task SendAsync(HttpRequestMessage request, string forbidden, byte[] input)
    {
        using var limit = new CancellationTokenSource(LongestAnswer);
        try
        {
            using var answer = await _program.Client.SendAsync(request, limit.Token);
            var text = await answer.Content.ReadAsStringAsync(limit.Token);
            // A plain name that is no property's may be said back as one.
            var said = PlainName().Replace(text, "");
            Judge((int)answer.StatusCode, $"{answer.Headers}{said}", forbidden, input);
        }
        catch (OperationCanceledException)
        {
            Find("no answer", input);
        }
        catch (HttpRequestException)
        {
            // The server may hang up on what is no request; the raw kind looks at that.
        }
    }

    private async Task RawAsync(Random random)
    {
        var request = Fuzz.Mutate(
            random,
            Encoding.ASCII.GetBytes(
                $"POST /api/responses?x={Mark} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"
            )
        );
        using var client = new TcpClient();
        using var limit = new CancellationTokenSource(LongestAnswer);
        try
        {
            await client.ConnectAsync(
                _program.Client.BaseAddress!.Host,
                _program.Client.BaseAddress.Port
            );
            await using var stream = client.GetStream();
            await stream.WriteAsync(request, limit.Token);
            // Nothing more comes: what is cut short is not waited for.
            client.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync(limit.Token);
            var status = answer.Split(' ') is [_, var code, ..] ? code : "0";
            Judge(
                int.TryParse(
                    status,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : 0,
                answer,
                Mark,
                request
            );
        }
        catch (OperationCanceledException)
        {
            Find("no answer", request);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // Hung up.
        }
    }

    private Task LoadAsync(Random random)
    {
        var files = Definitions.FilesIn(Path.Combine(Repository.Fixtures, "surveys", "tiny"));
        var file = files.Keys.ElementAt(random.Next(files.Count));
        var changed =
            random.Next(2) == 0
                ? Fuzz.Mutate(random, files[file])
                : Fuzz.MutateJson(random, files[file]);
        try
        {
            Definitions.Read("tiny", files.SetItem(file, changed), Schemas);
        }
        catch (DefinitionException) { }
        catch (Exception fault)
        {
            Find($"{file}: {fault}", changed);
        }
        return Task.CompletedTask;
    }

    private static readonly Schemas Schemas = Definitions.SchemasIn(Tiny.SchemaFolder);

    private void Judge(int status, string answer, string forbidden, byte[] input)
    {
        if (status == 500)
            Find("500", input);
        if (answer.Contains(forbidden, StringComparison.OrdinalIgnoreCase))
            Find("sent back", input);
    }

    private void Find(string what, byte[] input) =>
        _findings.Enqueue(
            $"{what}: {Encoding.Latin1.GetString(input)} ({Convert.ToBase64String(input)})"
        );

    private static int? Setting(string name) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;

    [GeneratedRegex(@"""\w{1,40}"":")]
    private static partial Regex PlainName();
}
