using System.Diagnostics.CodeAnalysis;

namespace Survey.Hosting;

public delegate Task<IResult> RunHttp(HttpRequest request);

public delegate Task RunTimer(TimerInfo timer, CancellationToken cancel);

/// <param name="Bind">Makes the function with what it needs from the services.</param>
public sealed record HttpFunction(
    string Name,
    HttpTrigger Trigger,
    Func<IServiceProvider, RunHttp> Bind
);

/// <param name="Bind">As an HTTP function's.</param>
public sealed record TimerFunction(
    string Name,
    TimerTrigger Trigger,
    Func<IServiceProvider, RunTimer> Bind
);

/// <summary>The program's functions: each a class in code and a <c>Name/function.json</c> beside the program.</summary>
public sealed class Functions(IServiceCollection services)
{
    private readonly List<(string Name, Func<IServiceProvider, RunHttp> Bind)> https = [];
    private readonly List<(string Name, Func<IServiceProvider, RunTimer> Bind)> timers = [];

    /// <summary>In the order of adding.</summary>
    public IReadOnlyList<HttpFunction> Http { get; private set; } = [];

    /// <summary>In the order of adding, which is the order in which those of the same moment run.</summary>
    public IReadOnlyList<TimerFunction> Timers { get; private set; } = [];

    public Functions AddHttp<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(Func<T, RunHttp> run)
        where T : class
    {
        services.AddSingleton<T>();
        https.Add((typeof(T).Name, provider => run(provider.GetRequiredService<T>())));
        return this;
    }

    public Functions AddTimer<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T
    >(Func<T, RunTimer> run)
        where T : class
    {
        services.AddSingleton<T>();
        timers.Add((typeof(T).Name, provider => run(provider.GetRequiredService<T>())));
        return this;
    }

    /// <summary>Joins what was added with the files below <paramref name="folder"/>, one to one.</summary>
    /// <exception cref="StartException">A class without a file, a file without a class, or of the other kind.</exception>
    public void Join(string folder)
    {
        var files = FunctionFile.ReadAll(folder);
        var faults = new List<string>();
        T? Find<T>(string name)
            where T : Trigger
        {
            var trigger = files.GetValueOrDefault(name) as T;
            if (trigger is null)
                faults.Add($"{name}: there is no {name}/function.json with a {typeof(T).Name}");
            return trigger;
        }
        Http =
        [
            .. from function in https
            let trigger = Find<HttpTrigger>(function.Name)
            where trigger is not null
            select new HttpFunction(function.Name, trigger, function.Bind),
        ];
        Timers =
        [
            .. from function in timers
            let trigger = Find<TimerTrigger>(function.Name)
            where trigger is not null
            select new TimerFunction(function.Name, trigger, function.Bind),
        ];
        var added = https
            .Select(http => http.Name)
            .Concat(timers.Select(timer => timer.Name))
            .ToList();
        faults.AddRange(
            added
                .CountBy(name => name)
                .Where(count => count.Value > 1)
                .Select(count => $"{count.Key}: it is added twice")
        );
        faults.AddRange(
            files
                .Keys.Except(added)
                .Select(name => $"{name}/function.json: no function of that name is added")
        );
        if (faults.Count > 0)
            throw new StartException(faults);
    }
}
