namespace Survey.Http;

/// <summary>Why something was not done.</summary>
/// <param name="Detail">What is wrong this time and what to do; never what the client sent.</param>
public sealed record Refusal(Problem Problem, string Detail)
{
    public IResult Reply() => Problem.Because(Detail);
}
