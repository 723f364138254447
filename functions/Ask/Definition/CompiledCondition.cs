namespace Survey.Ask;

/// <summary>A <see cref="Condition"/> with its item's place and its options' bits looked up; the default one always
/// holds.</summary>
internal readonly record struct CompiledCondition(int Place, ulong In, ulong NotIn)
{
    /// <param name="marks">Each item's bits, by place.</param>
    public bool Holds(ReadOnlySpan<ulong> marks) =>
        (In == 0 || (marks[Place] & In) != 0) && (marks[Place] & NotIn) == 0;
}
