namespace Survey.Publish;

/// <summary>The page around every page for analysts.</summary>
internal static class Layout
{
    public const string Stylesheet = "releases.css";

    /// <param name="path">Of this page, for the links to its other languages.</param>
    public static IResult Page(
        PageContext context,
        string path,
        string title,
        Markup content,
        int status = StatusCodes.Status200OK
    )
    {
        var languages = Words.Languages.Select(language =>
            language == context.Language
                ? Markup.Of($"<li aria-current=\"true\">{Words.Of("language")[language]}</li>")
                : Markup.Of(
                    $"<li><a lang=\"{language}\" hreflang=\"{language}\" href=\"{context.Link(path, language)}\">{Words.Of("language")[language]}</a></li>"
                )
        );
        var page = Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="{context["tag"]}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{context.Link($"/releases/{Stylesheet}")}">
            </head>
            <body>
            <a class="skip" href="#content">{context["skip"]}</a>
            <header><a href="{context.Link("/releases")}">{context[
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
    public static Markup Synthetic(PageContext context, bool isSynthetic) =>
        isSynthetic
            ? Markup.Of($"<p class=\"synthetic\" role=\"note\">{context["note-synthetic"]}</p>")
            : Markup.None;
}
