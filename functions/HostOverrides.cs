using Survey.Http;

namespace Survey;

/// <summary>What another program (a test, a benchmark) that hosts this one puts in place of the machine's.</summary>
public sealed record HostOverrides
{
    /// <summary>Instead of the environment's variables, named as <c>Survey:DataPath</c>; null: the environment's.</summary>
    public IReadOnlyDictionary<string, string?>? Environment { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Instead of standard output: the log and the addresses.</summary>
    public TextWriter Output { get; init; } = Console.Out;

    /// <summary>Whether somebody looks at <see cref="Output"/>, and nothing keeps it.</summary>
    public bool IsTerminal { get; init; } = !Console.IsOutputRedirected;

    /// <summary>Instead of the program's own.</summary>
    public Functions? Functions { get; init; }

    /// <summary>Added last, so that it replaces what the program registered.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
