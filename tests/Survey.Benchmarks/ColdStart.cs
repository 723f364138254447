using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using Survey.Simulator;
using Survey.Tests;

namespace Survey.Benchmarks;

/// <summary>From the process's start to the first answered request: the published executable, asked for the survey's
/// page, against the smallest minimal API published in the same way. In turns within one run.</summary>
internal static class ColdStart
{
    private const string BareProgram = """
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "");
        app.Run();
        """;

    public static async Task RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("survey-").FullName;
        try
        {
            var survey = Path.Join(Repository.Root, "functions", "Survey.Functions.csproj");
            var bare = WriteBare(Path.Join(folder, "bare"), survey);
            await PublishAsync(survey, Path.Join(folder, "a"), Path.Join(folder, "survey-app"));
            await PublishAsync(bare, Path.Join(folder, "b"), Path.Join(folder, "bare-app"));
            var data = Path.Join(folder, "data");
            var ratios = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                var least = await StartAsync(Path.Join(folder, "bare-app", "Bare"), data);
                var whole = await StartAsync(
                    Path.Join(folder, "survey-app", "Survey.Functions"),
                    data
                );
                // The first round opens a wave and warms the disk cache; it is not counted.
                if (round > 0)
                    ratios.Add(whole / least);
                Console.WriteLine(
                    $"round {round}: bare {least:F0} ms, survey {whole:F0} ms, ratio {whole / least:F2}"
                );
            }
            Console.WriteLine($"median ratio {Rounds.Median(ratios):F2} (wanted: at most 1.50)");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Takes over the publishing properties of the survey's project, whatever they are.</summary>
    private static string WriteBare(string folder, string survey)
    {
        var properties = XDocument
            .Load(survey)
            .Descendants("PropertyGroup")
            .Single(group => group.Attribute("Condition") is not null)
            .Elements();
        var project = new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk.Web"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", "net10.0"),
                new XElement("ImplicitUsings", "enable"),
                new XElement("InvariantGlobalization", "true"),
                new XElement("ServerGarbageCollection", "false"),
                properties
            )
        );
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Join(folder, "Program.cs"), BareProgram);
        var path = Path.Join(folder, "Bare.csproj");
        project.Save(path);
        return path;
    }

    internal static async Task PublishAsync(string project, string artifacts, string output)
    {
        string[] arguments = ["publish", project, "-c", "Release", "--artifacts-path", artifacts];
        using var publish = Process.Start(
            new ProcessStartInfo("dotnet", [.. arguments, "-o", output, "-v", "quiet"])
        )!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"{project} cannot be published.");
    }

    /// <returns>Milliseconds.</returns>
    private static async Task<double> StartAsync(string executable, string data)
    {
        var port = Server.FreePort();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var start = new ProcessStartInfo(executable, ["--urls", address])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["Survey__DataPath"] = data;
        start.Environment["Survey__OperatorName"] = "a benchmark";
        start.Environment["Survey__OperatorContact"] = "benchmark@example.org";
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        while (!await AnswersAsync(client, new Uri(address)))
            // A refused connection costs this program some of the two cores' time, so not too often.
            await Task.Delay(10);
        var taken = clock.Elapsed.TotalMilliseconds;
        process.Kill();
        await process.WaitForExitAsync();
        return taken;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
