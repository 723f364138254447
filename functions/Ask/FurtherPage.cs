namespace Survey.Ask;

/// <summary>The pages that a later stage has for anybody.</summary>
/// <param name="language">The reader's.</param>
/// <param name="path">Without the language and slashes at its ends.</param>
/// <returns>Null: it has none there.</returns>
public delegate Task<IResult?> FurtherPage(string language, string path);
