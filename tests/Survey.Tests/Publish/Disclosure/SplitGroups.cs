using Survey.Ask;
using Survey.Publish;

namespace Survey.Tests.Publish;

/// <summary>How the groups of a release add up, read from the definition apart from the program's own reading.</summary>
internal sealed class SplitGroups
{
    private readonly Dictionary<string, string[]> _parts;
    private readonly Dictionary<string, string[][]> _splits;

    public SplitGroups(Definition definition, IReadOnlyList<Row> rows)
    {
        All = [.. rows.Select(row => NameOf(row.GroupBy, row.Group)).Distinct()];
        var options = All.ToDictionary(group => group, group => Options(definition, group));
        _parts = All.ToDictionary(
            group => group,
            group =>
                All.Where(other => other != group && IsWithin(options[other], options[group]))
                    .ToArray()
        );
        string[] cells = [.. All.Where(group => _parts[group].Length == 0)];
        Cells = cells.Index().ToDictionary(one => one.Item, one => one.Index);
        _splits = All.ToDictionary(
            group => group,
            group =>
                Cells.ContainsKey(group)
                    ?
                    [
                        [group],
                    ]
                    : _parts[group]
                        .Where(Cells.ContainsKey)
                        .GroupBy(By)
                        .Select(parts => parts.ToArray())
                        .ToArray()
        );
    }

    /// <summary>With their breakdown's name: an area and a region may be called the same.</summary>
    public string[] All { get; }

    /// <summary>Groups that nothing splits, each with its place.</summary>
    public Dictionary<string, int> Cells { get; }

    /// <summary>The groups of finer breakdowns that make up a group: those that share its options, or have finer
    /// ones.</summary>
    public string[] PartsOf(string group) => _parts[group];

    public string[][] SplitsOf(string group) => _splits[group];

    public static string NameOf(string by, string group) => $"{by}/{group}";

    public static string By(string group) => group.Split('/')[0];

    private static bool IsWithin(
        List<(string Item, string Id)[]> part,
        List<(string Item, string Id)[]> whole
    ) =>
        part.Count >= whole.Count
        && whole.All(option => part.Any(other => other.Contains(option[0])))
        && (
            part.Count > whole.Count
            || whole.Any(option => !part.Any(other => other[0] == option[0]))
        );

    /// <summary>Per item of a group's breakdown its option, and after it the group that the option falls into.</summary>
    private static List<(string Item, string Id)[]> Options(Definition definition, string group)
    {
        var (by, id) = (group.Split('/')[0], group.Split('/')[1]);
        var items = definition.Reporting.Breakdowns.First(one => one.Id == by).Items;
        return
        [
            .. items
                .Zip(id.Split(':'))
                .Select(one =>
                    ((string, string)[])
                        [
                            one,
                            .. definition
                                .Population.Margins.Where(margin => margin.Item == one.First)
                                .Select(margin => margin.Coarser)
                                .OfType<Grouping>()
                                .Select(coarser =>
                                    (
                                        coarser.Id,
                                        coarser
                                            .Groups.Single(area =>
                                                area.Categories.Contains(one.Second)
                                            )
                                            .Id
                                    )
                                ),
                        ]
                ),
        ];
    }
}
