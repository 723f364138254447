using Survey.Ask;

namespace Survey.Publish;

/// <summary>A wave's figures: per indicator a chart and the same numbers as a table; and the files.</summary>
internal static class WavePage
{
    public static IResult Show(
        Reader reader,
        Definition definition,
        Manifest manifest,
        ReleaseView release
    )
    {
        var names = new GroupNames(definition, reader);
        var files = manifest.Files.Select(file =>
            Markup.Of(
                $"<li><a href=\"{reader.Link(
                    $"/api/releases/{manifest.Wave}/{file.Name}"
                )}\" download>{file.Name}</a> <small>{Reader.Whole((file.Size + 1023) / 1024)} KiB</small></li>"
            )
        );
        var contents = release.Indicators.Select(indicator =>
            Markup.Of(
                $"<li><a href=\"#{indicator.Id}\">{indicator.Title[reader.Language]}</a></li>"
            )
        );
        var content = Markup.Of(
            $"""
            {Layout.Synthetic(reader, manifest.Synthetic)}
            <dl class="facts">
            <div><dt>{reader["responses"]}</dt><dd>{Reader.Whole(release.Responses)}</dd></div>
            <div><dt>{reader["revision"]}</dt><dd>{release.Revision}</dd></div>
            {Weights(reader, release.Weights)}
            <div><dt>{reader["population"]}</dt><dd>{release.Population.Name[reader.Language]}: {Reader.Whole(
                release.Population.Total
            )}</dd></div>
            </dl>
            <section aria-labelledby="files"><h2 id="files">{reader["files"]}</h2><ul class="files">{files}</ul></section>
            <section aria-labelledby="notes"><h2 id="notes">{reader["notes"]}</h2><ul>{release.Notes.Select(
                note => Markup.Of($"<li>{note[reader.Language]}</li>")
            )}</ul></section>
            <nav aria-labelledby="contents"><h2 id="contents">{reader["indicators"]}</h2><ol class="contents">{contents}</ol></nav>
            {release.Indicators.Select(indicator => Indicator(reader, names, indicator))}
            """
        );
        return Layout.Page(
            reader,
            $"/releases/{manifest.Wave}",
            $"{reader["figures-of"]} {manifest.Wave}",
            content
        );
    }

    private static Markup Weights(Reader reader, Weights? weights) =>
        weights is null
            ? Markup.None
            : Markup.Of(
                $"<div><dt>{reader["weights"]}</dt><dd>{weights.Smallest}–{weights.Largest}</dd></div><div><dt>{reader["effective"]}</dt><dd>{Reader.Whole(weights.EffectiveSampleSize)}</dd></div>"
            );

    private static Markup Indicator(Reader reader, GroupNames names, IndicatorView indicator) =>
        Markup.Of(
            $"""
            <section class="indicator" aria-labelledby="{indicator.Id}">
            <h2 id="{indicator.Id}">{indicator.Title[reader.Language]}</h2>
            <div class="pair">
            <figure>{GroupChart.Draw(reader, names, indicator)}</figure>
            <div class="table" role="region" tabindex="0" aria-labelledby="{indicator.Id}"><table>
            <thead><tr><th scope="col">{reader["group"]}</th><th scope="col">{reader["estimate"]}</th><th scope="col">{reader["interval"]}</th><th scope="col">{reader["people"]}</th><th scope="col">{reader["base"]}</th></tr></thead>
            {indicator.Groups.GroupBy(row => row.GroupBy).Select(rows =>
                Markup.Of($"<tbody>{rows.Select(row => Row(reader, names, row))}</tbody>")
            )}
            </table></div>
            </div>
            </section>

            """
        );

    private static Markup Row(Reader reader, GroupNames names, RowView row)
    {
        var name = names.Group(row.GroupBy, row.Group);
        return
            row
                is {
                    Estimate: { } estimate,
                    CiLow: { } low,
                    CiHigh: { } high,
                    People: { } people,
                    Base: { } @base,
                }
            ? Markup.Of(
                $"<tr><th scope=\"row\">{name}</th><td>{reader.Percent(estimate)}</td><td>{reader.Interval(low, high)}</td><td>{Reader.Whole(people)}</td><td>{Reader.Whole(@base)}</td></tr>"
            )
            : Markup.Of(
                $"<tr><th scope=\"row\">{name}</th><td class=\"none\" colspan=\"4\">{reader[$"status-{row.Status}"]}</td></tr>"
            );
    }
}
