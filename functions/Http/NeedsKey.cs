namespace Survey.Http;

/// <summary>Who holds which of the program's two keys; who comes later may do all that those before may.</summary>
public enum KeyHolder
{
    /// <summary>Reads releases.</summary>
    Analyst,

    /// <summary>Runs waves.</summary>
    Admin,
}

/// <summary>Stands beside an HTTP function's trigger: without that key it is not run. A function without this is for
/// anyone. To the Functions host every function is anonymous, so that its own keys open nothing here.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsKeyAttribute(KeyHolder holder) : Attribute
{
    public KeyHolder Holder => holder;
}
