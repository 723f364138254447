using System.Text;
using Survey.Ask.Pages;
using Survey.Publish.Pages;

namespace Survey.Publish;

/// <summary>follow-up.(language).html: the release in the shape of the reporting form of the Global Alliance against Child
/// Sexual Abuse Online, to be printed on A4. One file that needs no other.</summary>
internal static class FollowUp
{
    public static async Task<IEnumerable<ReleaseFile>> WriteAsync(Release release)
    {
        var read = ReleaseJson.Of(release);
        var languages = release.Definition.Instrument.Languages;
        var files = new List<ReleaseFile>();
        foreach (var language in languages)
        {
            var page = await Html.RenderAsync<FollowUpDocument>(
                new PageContext(release.Definition, language),
                ("Release", read)
            );
            files.Add(
                new ReleaseFile(
                    $"follow-up.{language}.html",
                    "text/html; charset=utf-8",
                    Encoding.UTF8.GetBytes(page)
                )
                {
                    Title = release.Definition.Words["file-follow-up"],
                }
            );
        }
        return files;
    }
}
