namespace Survey.Publish.Pages;

/// <summary>How to name where a figure is from.</summary>
internal static class Citation
{
    /// <summary>The page's own address, without key and language.</summary>
    public static string AddressOf(HttpRequest request, Settings settings) =>
        (settings.Notices.PublicUrl ?? $"{request.Scheme}://{request.Host}") + request.Path;

    public static string SourceOf(PageContext view, ReleaseView release) =>
        view.Fill(
            release.Synthetic ? "source-synthetic" : "source",
            view.Say(release.Texts.Title),
            release.Wave,
            release.Revision
        );

    /// <param name="releases">At least one.</param>
    public static string SourceOf(PageContext view, ReleaseView[] releases) =>
        releases is [var one]
            ? SourceOf(view, one)
            : view.Fill(
                releases.Any(release => release.Synthetic)
                    ? "source-waves-synthetic"
                    : "source-waves",
                view.Say(releases[^1].Texts.Title),
                string.Join(
                    ", ",
                    releases.Select(release =>
                        FormattableString.Invariant($"{release.Wave} r{release.Revision}")
                    )
                )
            );

    public static string BibTex(
        PageContext view,
        ReleaseView release,
        IndicatorView indicator,
        string address
    ) =>
        $$"""
            @misc{{{release.Survey}}-{{release.Wave}}-{{indicator.Id}},
              title = { {{view.Say(indicator.Title)}} },
              howpublished = { {{SourceOf(view, release)}} },
              year = { {{release.Wave[..4]}} },
              url = { {{address}} }
            }
            """.Replace("{ ", "{", StringComparison.Ordinal).Replace(
            " }",
            "}",
            StringComparison.Ordinal
        );
}
