namespace Survey.Ask;

/// <summary>One thing wrong with a survey's definition.</summary>
/// <param name="File">E.g. <c>instrument.json</c>.</param>
/// <param name="Pointer">Where in it: a JSON pointer (RFC 6901), empty for the whole file.</param>
/// <param name="Words">What is wrong, to be read after the place.</param>
public sealed record DefinitionFault(string File, string Pointer, string Words)
{
    public override string ToString() => $"{File}#{Pointer}: {Words}";
}

/// <summary>A survey's definition cannot be used; says everything that is wrong with it, a line each.</summary>
public sealed class DefinitionException(string id, IReadOnlyList<DefinitionFault> faults)
    : Exception(
        $"The definition of survey '{id}' has {faults.Count} fault{(faults.Count == 1 ? "" : "s")}:\n{string.Join('\n', faults)}"
    )
{
    public IReadOnlyList<DefinitionFault> Faults => faults;
}
