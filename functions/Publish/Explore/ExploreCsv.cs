using Survey.Ask;

namespace Survey.Publish;

/// <summary>The table that is shown as CSV: rows as all-waves.csv has them, or two figures and their difference.</summary>
internal static class ExploreCsv
{
    public static byte[] Write(Definition definition, Explored found) =>
        found.IsPaired
            ? Csv.Text(Pairs(definition, found), hasHeader: true)
            : Rows(definition, found);

    private static byte[] Rows(Definition definition, Explored found)
    {
        var series = new AllWavesTable(definition);
        var shown = found.Rows().ToLookup(row => row.InWave);
        return
        [
            .. found.Releases.SelectMany(
                (release, at) => Csv.Text(series.Next(Only(release, shown)), hasHeader: at == 0)
            ),
        ];
    }

    private static ReleaseView Only(ReleaseView release, ILookup<string, ExploredRow> shown) =>
        release with
        {
            Indicators =
            [
                .. shown[release.Wave]
                    .Where(row => row.Row is not null)
                    .GroupBy(row => row.Of.Id)
                    .Select(rows =>
                        release.Find(rows.Key)! with
                        {
                            Groups = [.. rows.Select(row => row.Row!)],
                        }
                    ),
            ],
        };

    private static Table Pairs(Definition definition, Explored found) =>
        Table.Of<ExploredPair>(
            "explore",
            definition.Words["explore"],
            [
                new("indicator", "string", pair => pair.First.Of.Id),
                new("group_by", "string", pair => pair.First.By),
                new("wave", "string", pair => pair.First.InWave),
                new("group", "string", pair => pair.First.Group),
                new("estimate", "number", pair => Cell.Four(pair.First.Row?.Estimate)),
                new("against_wave", "string", pair => pair.Second.InWave),
                new("against_group", "string", pair => pair.Second.Group),
                new("against_estimate", "number", pair => Cell.Four(pair.Second.Row?.Estimate)),
                new("difference", "number", pair => Cell.Four(pair.Difference)),
                new("ci_low", "number", pair => Cell.Four(pair.Low)),
                new("ci_high", "number", pair => Cell.Four(pair.High)),
                new("q_value", "number", pair => Cell.Four(pair.QValue)),
                new("verdict", "string", pair => pair.Verdict),
            ],
            ["indicator", "wave", "group"],
            found.Pairs()
        );
}
