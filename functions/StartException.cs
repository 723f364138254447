namespace Survey;

/// <summary>The program cannot start as it is set up.</summary>
/// <param name="faults">One line each: which setting or file, and what is wrong with it. Never a secret's value.</param>
public sealed class StartException(params IReadOnlyList<string> faults)
    : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
