using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Survey.Http;

/// <param name="Methods">Upper case.</param>
/// <param name="Route">Without a leading slash, as ASP.NET Core writes routes.</param>
/// <param name="Key">Null: anyone may call it.</param>
public sealed record HttpFunction(
    string Name,
    MethodInfo Run,
    IReadOnlyList<string> Methods,
    string Route,
    KeyHolder? Key
);

/// <param name="Schedule">Six fields of NCRONTAB, seconds first, in UTC.</param>
public sealed record TimerFunction(string Name, MethodInfo Run, string Schedule);

/// <summary>Functions as their attributes declare them; nothing else says a route, a method, a key or a schedule.</summary>
public sealed class Functions
{
    /// <summary>Those of this program.</summary>
    public static Functions OfProgram { get; } = new(typeof(Functions).Assembly.GetTypes());

    /// <param name="types">Those with a <see cref="FunctionAttribute"/> on a method are functions.</param>
    public Functions(IEnumerable<Type> types)
    {
        // The order of names is the one in which the Functions host looks through its routes.
        var methods = types
            .SelectMany(type => type.GetMethods())
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .OrderBy(NameOf, StringComparer.Ordinal)
            .ToArray();
        Http =
        [
            .. from method in methods
            let trigger = TriggerOf<HttpTriggerAttribute>(method)
            where trigger is not null
            select new HttpFunction(
                NameOf(method),
                method,
                [.. trigger.Methods!.Select(name => name.ToUpperInvariant())],
                trigger.Route!,
                method.GetCustomAttribute<NeedsKeyAttribute>()?.Holder
            ),
        ];
        Timers =
        [
            .. from method in methods
            let trigger = TriggerOf<TimerTriggerAttribute>(method)
            where trigger is not null
            select new TimerFunction(NameOf(method), method, trigger.Schedule),
        ];
    }

    public IReadOnlyList<HttpFunction> Http { get; }

    public IReadOnlyList<TimerFunction> Timers { get; }

    /// <summary>The classes, to be made once and kept.</summary>
    public IEnumerable<Type> Classes =>
        Http.Select(http => http.Run.DeclaringType!)
            .Concat(Timers.Select(timer => timer.Run.DeclaringType!));

    private static string NameOf(MethodInfo method) =>
        method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static T? TriggerOf<T>(MethodInfo method)
        where T : Attribute =>
        method
            .GetParameters()
            .Select(one => one.GetCustomAttribute<T>())
            .OfType<T>()
            .FirstOrDefault();
}
