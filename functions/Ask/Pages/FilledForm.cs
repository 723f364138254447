using System.Collections.Immutable;

namespace Survey.Ask.Pages;

/// <summary>A form that comes back to the reader: the answers it held, known options only, and what is wrong.</summary>
/// <param name="Id">The response's: sent again, it is kept once.</param>
/// <param name="Faults">By item, in the page's language.</param>
public sealed record FilledForm(
    Guid Id,
    Answers Answers,
    ImmutableSortedDictionary<int, string> Faults
);
