using Survey.Ask;

namespace Survey.Publish;

/// <summary>all-waves.csv, a release at a time: the columns of estimates.csv, which revision a row is of, and whether its
/// indicator was asked otherwise than in the last wave before it that asked it.</summary>
internal sealed class AllWavesTable(Definition definition)
{
    private readonly Dictionary<string, string> _wordings = [];

    /// <param name="release">Later than those before it.</param>
    public Table Next(ReleaseView release)
    {
        var broken = release
            .Indicators.Where(one =>
                _wordings.TryGetValue(one.Id, out var before) && before != one.Wording
            )
            .Select(one => one.Id)
            .ToHashSet();
        foreach (var indicator in release.Indicators)
            _wordings[indicator.Id] = indicator.Wording;
        return Table.Of<(IndicatorView Indicator, RowView Row)>(
            "all-waves",
            definition.Words["estimates-title"],
            [
                new("wave", "string", _ => release.Wave),
                new("revision", "integer", _ => Cell.Whole(release.Revision)),
                new("synthetic", "boolean", _ => release.Synthetic ? "true" : "false"),
                new(
                    "break",
                    "boolean",
                    one => broken.Contains(one.Indicator.Id) ? "true" : "false"
                ),
                new("indicator", "string", one => one.Indicator.Id),
                new("group_by", "string", one => one.Row.GroupBy),
                new("group", "string", one => one.Row.Group),
                new("denominator", "string", one => DenominatorOf(one.Indicator)),
                new("base", "integer", one => Cell.Whole(one.Row.Base)),
                new("n_eff", "integer", one => Cell.Whole(one.Row.EffectiveSize)),
                new("estimate", "number", one => Cell.Four(one.Row.Estimate)),
                new("std_error", "number", one => Cell.Four(one.Row.StdError)),
                new("ci_low", "number", one => Cell.Four(one.Row.CiLow)),
                new("ci_high", "number", one => Cell.Four(one.Row.CiHigh)),
                new("people", "integer", one => Cell.Whole(one.Row.People)),
                new("people_low", "integer", one => Cell.Whole(one.Row.PeopleLow)),
                new("people_high", "integer", one => Cell.Whole(one.Row.PeopleHigh)),
                new("status", "string", one => one.Row.Status),
            ],
            ["wave", "indicator", "group_by", "group"],
            release.Indicators.SelectMany(indicator =>
                indicator.Groups.Select(row => (indicator, row))
            )
        );
    }

    private string DenominatorOf(IndicatorView indicator) =>
        indicator.Denominator.GetValueOrDefault(definition.FilesLanguage)
        ?? indicator.Denominator.Values.First();
}
