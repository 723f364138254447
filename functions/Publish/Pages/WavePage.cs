using Survey.Ask;

namespace Survey.Publish;

/// <summary>A wave's figures: per indicator a chart and the same numbers as a table; and the files.</summary>
internal static class WavePage
{
    public static IResult Show(
        PageContext context,
        Definition definition,
        Manifest manifest,
        ReleaseView release
    )
    {
        var names = new GroupNames(definition, context);
        var files = manifest.Files.Select(file =>
            Markup.Of(
                $"<li><a href=\"{context.Link(
                    $"/api/releases/{manifest.Wave}/{file.Name}"
                )}\" download>{file.Name}</a> <small>{PageContext.Whole((file.Size + 1023) / 1024)} KiB</small></li>"
            )
        );
        var contents = release.Indicators.Select(indicator =>
            Markup.Of(
                $"<li><a href=\"#{indicator.Id}\">{indicator.Title[context.Language]}</a></li>"
            )
        );
        var content = Markup.Of(
            $"""
            {Layout.Synthetic(context, manifest.Synthetic)}
            <dl class="facts">
            <div><dt>{context["responses"]}</dt><dd>{PageContext.Whole(release.Responses)}</dd></div>
            <div><dt>{context["revision"]}</dt><dd>{release.Revision}</dd></div>
            {Weights(context, release.Weights)}
            <div><dt>{context["population"]}</dt><dd>{release.Population.Name[context.Language]}: {PageContext.Whole(
                release.Population.Total
            )}</dd></div>
            </dl>
            <section aria-labelledby="files"><h2 id="files">{context["files"]}</h2><ul class="files">{files}</ul></section>
            <section aria-labelledby="notes"><h2 id="notes">{context["notes"]}</h2><ul>{release.Notes.Select(
                note => Markup.Of($"<li>{note[context.Language]}</li>")
            )}</ul></section>
            <nav aria-labelledby="contents"><h2 id="contents">{context["indicators"]}</h2><ol class="contents">{contents}</ol></nav>
            {release.Indicators.Select(indicator => Indicator(context, names, indicator))}
            """
        );
        return Layout.Page(
            context,
            $"/releases/{manifest.Wave}",
            $"{context["figures-of"]} {manifest.Wave}",
            content
        );
    }

    private static Markup Weights(PageContext context, Weights? weights) =>
        weights is null
            ? Markup.None
            : Markup.Of(
                $"<div><dt>{context["weights"]}</dt><dd>{weights.Smallest}–{weights.Largest}</dd></div><div><dt>{context["effective"]}</dt><dd>{PageContext.Whole(weights.EffectiveSampleSize)}</dd></div>"
            );

    private static Markup Indicator(
        PageContext context,
        GroupNames names,
        IndicatorView indicator
    ) =>
        Markup.Of(
            $"""
            <section class="indicator" aria-labelledby="{indicator.Id}">
            <h2 id="{indicator.Id}">{indicator.Title[context.Language]}</h2>
            <div class="pair">
            <figure>{GroupChart.Draw(context, names, indicator)}</figure>
            <div class="table" role="region" tabindex="0" aria-labelledby="{indicator.Id}"><table>
            <thead><tr><th scope="col">{context["group"]}</th><th scope="col">{context["estimate"]}</th><th scope="col">{context["interval"]}</th><th scope="col">{context["people"]}</th><th scope="col">{context["base"]}</th></tr></thead>
            {indicator.Groups.GroupBy(row => row.GroupBy).Select(rows =>
                Markup.Of($"<tbody>{rows.Select(row => Row(context, names, row))}</tbody>")
            )}
            </table></div>
            </div>
            </section>

            """
        );

    private static Markup Row(PageContext context, GroupNames names, RowView row)
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
                $"<tr><th scope=\"row\">{name}</th><td>{context.Percent(estimate)}</td><td>{context.Interval(low, high)}</td><td>{PageContext.Whole(people)}</td><td>{PageContext.Whole(@base)}</td></tr>"
            )
            : Markup.Of(
                $"<tr><th scope=\"row\">{name}</th><td class=\"none\" colspan=\"4\">{context[$"status-{row.Status}"]}</td></tr>"
            );
    }
}
