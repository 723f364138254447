namespace Survey.Publish;

public enum Audience
{
    Analysts,
    Admins,
}

/// <summary>What somebody is to be told, in every language of the survey.</summary>
/// <param name="Id">Names the occasion: two notices of one id are the same. Allowed in a row's key.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
public sealed record Notice(string Id, Audience Audience, string Subject, string Text);
