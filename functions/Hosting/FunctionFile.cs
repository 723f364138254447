using System.Text.Json;
using System.Text.RegularExpressions;
using NCrontab;

namespace Survey.Hosting;

/// <summary>Who may call an HTTP function, in the words of function.json.</summary>
public enum AuthLevel
{
    Anonymous,

    /// <summary>The analyst key (or the admin key).</summary>
    Function,

    /// <summary>The admin key.</summary>
    Admin,
}

/// <summary>What starts a function, as its function.json says.</summary>
public abstract record Trigger;

/// <param name="Methods">Upper case.</param>
/// <param name="Route">Without a leading slash, as ASP.NET Core writes routes.</param>
public sealed record HttpTrigger(AuthLevel AuthLevel, IReadOnlyList<string> Methods, string Route)
    : Trigger;

/// <param name="Schedule">Six fields, seconds first, in UTC.</param>
public sealed record TimerTrigger(CrontabSchedule Schedule) : Trigger;

/// <summary>Reads function.json as the Azure Functions host does: the one place for route, methods, key and schedule.</summary>
internal static partial class FunctionFile
{
    private static readonly string[] AllMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Every <c>Name/function.json</c> below <paramref name="folder"/>: function name to trigger.</summary>
    /// <exception cref="StartException">A file that the Functions host or this program could not run.</exception>
    public static IReadOnlyDictionary<string, Trigger> ReadAll(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Select(path => (Name: Path.GetFileName(path), File: Path.Join(path, "function.json")))
            .Where(function => File.Exists(function.File))
            .ToDictionary(
                function => function.Name,
                function => Read(function.Name, function.File)
            );

    private static Trigger Read(string name, string file)
    {
        try
        {
            if (!FunctionName().IsMatch(name))
                throw new FormatException("the Functions host takes no such name");
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var bindings = json.RootElement.GetProperty("bindings").EnumerateArray().ToArray();
            return bindings[0].GetProperty("type").GetString() switch
            {
                "httpTrigger" when IsHttpAnswer(bindings) => ReadHttp(bindings[0]),
                "timerTrigger" when bindings.Length == 1 => ReadTimer(bindings[0]),
                _ => throw new FormatException("needs httpTrigger and http, or timerTrigger alone"),
            };
        }
        catch (Exception fault)
            when (fault
                    is JsonException
                        or FormatException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or IndexOutOfRangeException
            )
        {
            throw new StartException($"{name}/function.json: {fault.Message}");
        }
    }

    /// <summary>Only a function of one trigger and one answer is proxied as it is.</summary>
    private static bool IsHttpAnswer(JsonElement[] bindings) =>
        bindings.Length == 2 && bindings[1].GetProperty("type").GetString() == "http";

    private static HttpTrigger ReadHttp(JsonElement binding)
    {
        var methods = binding
            .GetProperty("methods")
            .EnumerateArray()
            .Select(method => method.GetString()!.ToUpperInvariant())
            .ToArray();
        if (methods.Length == 0 || methods.Except(AllMethods).Any())
            throw new FormatException($"methods must be some of {string.Join(", ", AllMethods)}");
        var route = binding.GetProperty("route").GetString()!;
        if (ReservedRoute().IsMatch(route))
            throw new FormatException($"the Functions host takes no route \"{route}\"");
        var level = binding.GetProperty("authLevel").GetString();
        if (!Enum.TryParse<AuthLevel>(level, ignoreCase: true, out var authLevel))
            throw new FormatException($"authLevel \"{level}\" is none of the three");
        return new HttpTrigger(authLevel, methods, route);
    }

    private static TimerTrigger ReadTimer(JsonElement binding)
    {
        var text = binding.GetProperty("schedule").GetString();
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = true };
        return CrontabSchedule.TryParse(text, options) is { } schedule
            ? new TimerTrigger(schedule)
            : throw new FormatException($"schedule \"{text}\" is not six fields of NCRONTAB");
    }

    [GeneratedRegex("^(?!host$)[a-z][a-z0-9_-]{0,127}$", RegexOptions.IgnoreCase)]
    private static partial Regex FunctionName();

    [GeneratedRegex("^(/|admin|runtime|$)", RegexOptions.IgnoreCase)]
    private static partial Regex ReservedRoute();
}
