using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Survey.Publish;

/// <summary>How the chosen figures are shown.</summary>
public enum ExploreView
{
    Table,
    Bars,
    Line,
}

/// <summary>What is set beside what.</summary>
public enum ExplorePairs
{
    None,

    /// <summary>The two chosen waves.</summary>
    Waves,

    /// <summary>The two chosen groups.</summary>
    Groups,
}

public enum ExploreOrder
{
    /// <summary>As the survey has indicators and groups, oldest wave first.</summary>
    Survey,
    Highest,
    Lowest,
}

/// <summary>Which rows are left in.</summary>
public enum ExploreFilter
{
    All,

    /// <summary>Those with a figure.</summary>
    Shown,

    /// <summary>Of pairs, those whose difference has an interval clear of 0.</summary>
    Clear,
}

/// <summary>What an address of Explore asks for.</summary>
/// <param name="Indicators">None: those of the foremost headline.</param>
/// <param name="By">A breakdown; null: everybody.</param>
/// <param name="Groups">Each as <c>sex:girl</c>; none: every group.</param>
/// <param name="Waves">None: the newest, or as many as the view needs.</param>
/// <param name="Page">From 1.</param>
public sealed record ExploreChoices(
    ImmutableArray<string> Indicators,
    string? By,
    ImmutableArray<string> Groups,
    ImmutableArray<string> Waves,
    ExploreView Show = ExploreView.Table,
    ExplorePairs Compare = ExplorePairs.None,
    ExploreOrder Sort = ExploreOrder.Survey,
    ExploreFilter Rows = ExploreFilter.All,
    int Page = 1
)
{
    /// <summary>Whether every choice of one of few has a value that there is.</summary>
    public bool IsUnderstood { get; private init; } = true;

    public static ExploreChoices Of(IQueryCollection query)
    {
        var isUnderstood = true;
        return new ExploreChoices(
            Many("indicator"),
            query["by"].ToString() is { Length: > 0 } by ? by : null,
            Many("group"),
            Many("wave"),
            One<ExploreView>("show"),
            One<ExplorePairs>("compare"),
            One<ExploreOrder>("sort"),
            One<ExploreFilter>("rows"),
            int.TryParse(
                query["page"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var page
            )
                ? Math.Max(1, page)
                : 1
        ) with
        {
            IsUnderstood = isUnderstood,
        };

        ImmutableArray<string> Many(string name) =>
            [.. query[name].OfType<string>().Where(one => one.Length > 0).Distinct()];

        T One<T>(string name)
            where T : struct, Enum
        {
            var asked = query[name].ToString();
            var found = Enum.GetValues<T>().Where(one => FileWords.Of(one) == asked).ToArray();
            isUnderstood &= asked.Length == 0 || found.Length > 0;
            return found.FirstOrDefault();
        }
    }

    /// <summary>The address that asks for the same.</summary>
    /// <param name="path"><c>/explore</c>, or a file under it.</param>
    public string Address(string path)
    {
        var (show, compare, sort, rows) = (
            FileWords.Of(Show),
            FileWords.Of(Compare),
            FileWords.Of(Sort),
            FileWords.Of(Rows)
        );
        KeyValuePair<string, string?>[] said =
        [
            .. Indicators.Select(one => KeyValuePair.Create("indicator", (string?)one)),
            new("by", By),
            .. Groups.Select(one => KeyValuePair.Create("group", (string?)one)),
            .. Waves.Select(one => KeyValuePair.Create("wave", (string?)one)),
            new("show", Show == default ? null : show),
            new("compare", Compare == default ? null : compare),
            new("sort", Sort == default ? null : sort),
            new("rows", Rows == default ? null : rows),
            new("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
        ];
        return QueryHelpers.AddQueryString(path, said.Where(one => one.Value is not null));
    }
}
