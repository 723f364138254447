namespace Survey.Publish;

/// <summary>The page around every page for analysts.</summary>
internal static class Layout
{
    public const string Stylesheet = "releases.css";

    /// <param name="path">Of this page, for the links to its other languages.</param>
    public static IResult Page(
        Reader reader,
        string path,
        string title,
        Markup content,
        int status = StatusCodes.Status200OK
    )
    {
        var languages = Words.Languages.Select(language =>
            language == reader.Language
                ? Markup.Of($"<li aria-current=\"true\">{Words.Of("language")[language]}</li>")
                : Markup.Of(
                    $"<li><a lang=\"{language}\" hreflang=\"{language}\" href=\"{reader.Link(path, language)}\">{Words.Of("language")[language]}</a></li>"
                )
        );
        var page = Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="{reader["tag"]}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{reader.Link($"/releases/{Stylesheet}")}">
            </head>
            <body>
            <a class="skip" href="#content">{reader["skip"]}</a>
            <header><a href="{reader.Link("/releases")}">{reader[
                "releases"
            ]}</a><ul>{languages}</ul></header>
            <main id="content">
            <h1>{title}</h1>
            {content}
            </main>
            </body>
            </html>

            """
        );
        return Results.Text(page.Value, "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>Said at the top of whatever shows made-up data.</summary>
    public static Markup Synthetic(Reader reader, bool isSynthetic) =>
        isSynthetic
            ? Markup.Of($"<p class=\"synthetic\" role=\"note\">{reader["note-synthetic"]}</p>")
            : Markup.None;
}
