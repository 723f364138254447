namespace Survey.Ask;

/// <summary>A stored response.</summary>
/// <param name="Key">Its row's key: a hash of the response's id.</param>
/// <param name="Text">As <see cref="Answers.Encode"/> writes it.</param>
public readonly record struct KeptAnswers(string Key, string Text);
