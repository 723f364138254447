using System.Collections.Immutable;
using System.Globalization;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>The estimates by SDMX 3.0: what its data file and its structure file have in common.</summary>
internal sealed class Sdmx
{
    private static readonly Status[] Shown = [Status.Published, Status.ExactInterval];

    private readonly Release _release;
    private readonly RefAreas _areas;
    private readonly ImmutableHashSet<string> _broken;

    public Sdmx(Release release)
    {
        _release = release;
        _areas = new RefAreas(release.Definition);
        _broken =
        [
            .. release
                .Indicators.Where(one =>
                    release
                        .Earlier.SelectMany(earlier => earlier.Indicators)
                        .LastOrDefault(before => before.Id == one.Id)
                        is { } before
                    && before.Wording != one.Wording
                )
                .Select(one => one.Id),
        ];
    }

    public Definition Definition => _release.Definition;

    /// <summary>Of who keeps the structure.</summary>
    public string Agency => Definition.Id.ToUpperInvariant().Replace('-', '_');

    /// <summary>The questionnaire's, in the three parts that SDMX asks for.</summary>
    public string Version =>
        string.Join('.', Definition.Instrument.Version.Split('.').Concat(["0", "0"]).Take(3));

    public const string Flow = "ESTIMATES";

    /// <summary>Codes and their names, by the dimension or attribute that has them.</summary>
    public ImmutableArray<(string Id, Texts Name, ImmutableArray<Category> Codes)> Coded =>
        [
            ("FREQ", Definition.Words["sdmx-freq"], [Frequency]),
            (
                "REF_AREA",
                Definition.Words["sdmx-ref-area"],
                [.. _release.Disclosed.Rows.Select(AreaOf).DistinctBy(one => one.Value)]
            ),
            ("INDICATOR", Definition.Words["column-indicator"], Category.OfIndicators(Definition)),
            ("GROUP_BY", Definition.Words["column-group_by"], Category.OfBreakdowns(Definition)),
            ("GROUP", Definition.Words["column-group"], Category.OfGroups(Definition)),
            ("OBS_STATUS", Definition.Words["sdmx-obs-status"], Names("obs", "A", "B", "M", "Q")),
            (
                "CONF_STATUS",
                Definition.Words["sdmx-conf-status"],
                Names("conf", "A", "D", "F", "N")
            ),
        ];

    /// <summary>Measures, the observation first, with where a row keeps each.</summary>
    public static ImmutableArray<(
        string Id,
        string Says,
        Func<Numbers, string?> Of
    )> Measures { get; } =
    [
        ("OBS_VALUE", "estimate", one => Cell.Four(one.Estimate)),
        ("STD_ERROR", "std_error", one => Cell.Four(one.StandardError)),
        ("CI_LOW", "ci_low", one => Cell.Four(one.Low)),
        ("CI_HIGH", "ci_high", one => Cell.Four(one.High)),
        ("BASE", "base", one => Cell.Whole(one.Base)),
        ("N_EFF", "n_eff", one => Cell.Whole(one.EffectiveSize)),
        ("PEOPLE", "people", one => Cell.Whole(one.People)),
        ("PEOPLE_LOW", "people_low", one => Cell.Whole(one.PeopleLow)),
        ("PEOPLE_HIGH", "people_high", one => Cell.Whole(one.PeopleHigh)),
    ];

    /// <summary>sdmx.csv: SDMX-CSV 2.0, each row whole.</summary>
    public ReleaseFile WriteData() =>
        Csv.Write(
            Table.Of<Row>(
                "sdmx",
                Definition.Words["file-sdmx"],
                [
                    new("STRUCTURE", "string", _ => "dataflow"),
                    new("STRUCTURE_ID", "string", _ => $"{Agency}:{Flow}({Version})"),
                    new("ACTION", "string", _ => "R"),
                    new("FREQ", "string", _ => Frequency.Value),
                    new("REF_AREA", "string", row => AreaOf(row).Value),
                    new("INDICATOR", "string", row => row.Indicator),
                    new("GROUP_BY", "string", row => row.GroupBy),
                    new("GROUP", "string", row => FileGroup.IdOf(ByOf(row), row.Group)),
                    new("TIME_PERIOD", "string", _ => _release.Wave.Id),
                    .. Measures.Select(measure => new Column<Row>(
                        measure.Id,
                        "number",
                        row => row.Numbers is { } numbers ? measure.Of(numbers) : null
                    )),
                    new("OBS_STATUS", "string", ObservationStatus),
                    new("CONF_STATUS", "string", Confidentiality),
                ],
                [],
                _release.Disclosed.Rows
            )
        );

    /// <summary>SDMX names a period by its length: a quarter Q, a term of four months T, half a year S, a year A.</summary>
    private Category Frequency
    {
        get
        {
            var code = Definition.Calendar.PerYear switch
            {
                1 => "A",
                2 => "S",
                3 => "T",
                4 => "Q",
                _ => "_O",
            };
            return new(
                code,
                Definition.Words.Fill(
                    "waves-a-year",
                    Notes.Everywhere(
                        Definition,
                        Definition.Calendar.PerYear.ToString(CultureInfo.InvariantCulture)
                    )
                )
            );
        }
    }

    private Breakdown ByOf(Row row) => Definition.Reporting.BreakdownOf(row.GroupBy);

    private Category AreaOf(Row row) => _areas.Of(ByOf(row), row.Group);

    private string ObservationStatus(Row row) =>
        row.Status == Status.NoBase ? "M"
        : !Shown.Contains(row.Status) ? "Q"
        : _broken.Contains(row.Indicator) ? "B"
        : "A";

    private static string Confidentiality(Row row) =>
        row.Status switch
        {
            Status.Small => "A",
            Status.Linked => "D",
            Status.Unreliable => "N",
            _ => "F",
        };

    private ImmutableArray<Category> Names(string of, params string[] codes) =>
        Category.Of(codes, code => Definition.Words[$"sdmx-{of}-{code}"]);
}
