using System.Text;
using Survey.Ask;
using Survey.Ask.Pages;
using Survey.Publish.Charts;
using Survey.Publish.Pages;
using Survey.Publish.Readings;
using Survey.Storage;

namespace Survey.Publish;

/// <summary>What anybody may see of a release that an admin put on the public page: the page, and pictures to share. All
/// they show is read from the published files, with the texts of that day; each is made once.</summary>
public sealed class PublicPages(
    Definition definition,
    CurrentWaves waves,
    ReleaseIndex index,
    Releases releases,
    PageWriter writer,
    Settings settings
)
{
    /// <summary>Of the page, without slashes.</summary>
    public const string Path = "results";

    /// <param name="path"><c>results</c>: the newest; <c>results/{wave}</c>; <c>results/{wave}/picture.png</c> or
    /// <c>.svg</c>.</param>
    /// <returns>Null: another address than these.</returns>
    public async Task<IResult?> FindAsync(string language, string path)
    {
        var parts = path.Split('/');
        if (parts is not ([Path] or [Path, _] or [Path, _, "picture.png" or "picture.svg"]))
            return null;
        try
        {
            var seen = await waves.GetAsync();
            var wave = parts.Length == 1 ? seen.NewestPublic : seen.Find(parts[1]);
            return wave?.IsPublic == true
                ? await writer.FurtherAsync(
                    language,
                    path,
                    $"{wave.Id} {wave.ETag}",
                    view => WriteAsync(view, wave, parts.ElementAtOrDefault(2))
                )
                : await writer.MessageAsync(
                    language,
                    "results-none",
                    StatusCodes.Status404NotFound,
                    again: false
                );
        }
        catch (StorageUnavailableException)
        {
            return await writer.MessageAsync(
                language,
                "unavailable",
                StatusCodes.Status503ServiceUnavailable
            );
        }
    }

    private async Task<(byte[], string)> WriteAsync(View view, Wave wave, string? picture)
    {
        var manifest =
            await index.FindAsync(wave, wave.Revision, CancellationToken.None)
            ?? throw new InvalidOperationException($"The release of {wave.Id} is gone.");
        var release = await releases.ReadAsync(manifest, CancellationToken.None);
        var reading =
            PublicReading.Of(release)
            ?? throw new InvalidOperationException($"{wave.Id} has no public figure.");
        if (picture is null)
        {
            var page = await Html.RenderAsync<ResultsDocument>(
                view,
                ("Release", release),
                ("Reading", reading),
                ("From", definition.Calendar.DayOf(wave.Opens)),
                ("To", definition.Calendar.DayOf(wave.Closes.AddTicks(-1))),
                ("Done", wave.Results!.Done),
                ("Site", settings.Notices.PublicUrl)
            );
            return (Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8");
        }
        return picture.EndsWith("svg", StringComparison.Ordinal)
            ? (
                PublicChart.Draw(new PageContext(definition, view.Language), release, reading),
                SvgFile.MediaType
            )
            : (SharePicture.Draw(reading.Figures[0].InHundred), SharePicture.MediaType);
    }
}
