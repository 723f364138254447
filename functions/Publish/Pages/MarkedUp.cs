using System.Xml.Linq;
using Microsoft.AspNetCore.Components;
using Survey.Publish.Charts;

namespace Survey.Publish.Pages;

internal static class MarkedUp
{
    public static MarkupString InPage(this XElement drawing) =>
        new(drawing.ToString(SaveOptions.DisableFormatting));

    /// <summary>Null: the row has no figures.</summary>
    public static Shown? Shown(this PageContext view, RowView? row) =>
        row is { Estimate: { } estimate, CiLow: { } low, CiHigh: { } high }
            ? new(estimate, low, high, view.Percent(estimate))
            : null;

    /// <summary>Null: the row has figures.</summary>
    public static string? WhyHidden(this PageContext view, RowView? row) =>
        row is null ? view["no-figure"]
        : row.Estimate is null ? view[$"status-{row.Status}"]
        : null;
}
