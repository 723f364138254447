namespace Survey.Http;

/// <summary>Stands beside an HTTP function: what <see cref="OpenApi"/> says of it besides its route, methods and key.
/// An answer of 500, and what a missing key leads to, go without saying.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DescribedAttribute(string summary) : Attribute
{
    public string Summary => summary;

    /// <summary>Those that are not problems, in the order of their numbers. 304 stands for a comparison by ETag.</summary>
    public int[] Statuses { get; init; } = [200];

    /// <summary>What those answers hold, as JSON; null when <see cref="Media"/> is not JSON.</summary>
    public Type? Answers { get; init; }

    /// <summary>Their media type.</summary>
    public string Media { get; init; } = "application/json";

    /// <summary>A header of those answers, by its name in document.json.</summary>
    public string? Header { get; init; }

    /// <summary>The request's body, by its name in document.json.</summary>
    public string? Takes { get; init; }

    /// <summary>Parameters of query and headers, by their names in document.json.</summary>
    public string[] Parameters { get; init; } = [];

    /// <summary>Fields of <see cref="Problems"/>.</summary>
    public string[] Refuses { get; init; } = [];
}
