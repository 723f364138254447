using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>Finds in the releases that are out what an address asks for.</summary>
public sealed class Exploration(ReleaseIndex index, Releases releases)
{
    /// <returns>Null: nothing is released.</returns>
    public async Task<Explored?> FindAsync(ExploreChoices asked, CancellationToken cancel)
    {
        var manifests = await index.ListAsync(cancel).ToArrayAsync(cancel);
        if (manifests is not [.., var last])
            return null;
        string[] released = [.. manifests.Select(one => one.Wave)];
        var waves = Chosen(asked, released);
        var read = new Dictionary<string, ReleaseView>();
        foreach (var manifest in manifests.Where(one => one == last || waves.Contains(one.Wave)))
            read[manifest.Wave] = await releases.ReadAsync(manifest, cancel);
        return Found(asked, [.. released], waves, [.. read.Values]);
    }

    /// <summary>Oldest first.</summary>
    private static string[] Chosen(ExploreChoices asked, string[] released)
    {
        var known = released.Where(asked.Waves.Contains).TakeLast(Explored.MostWaves).ToArray();
        var usual =
            asked.Show == ExploreView.Line ? Explored.MostWaves
            : asked.Compare == ExplorePairs.Waves ? 2
            : 1;
        return known.Length > 0 ? known : [.. released.TakeLast(usual)];
    }

    /// <param name="read">Those chosen, and the newest; oldest first.</param>
    private static Explored Found(
        ExploreChoices asked,
        ImmutableArray<string> released,
        string[] waves,
        ImmutableArray<ReleaseView> read
    )
    {
        var newest = read[^1];
        ImmutableArray<(ReleaseView Release, IndicatorView Indicator)> offered =
        [
            .. read.Reverse()
                .SelectMany(release => release.Indicators.Select(one => (release, one)))
                .DistinctBy(one => one.one.Id),
        ];
        ImmutableArray<BreakdownTexts> breakdowns =
        [
            .. read.Reverse()
                .SelectMany(release => release.Texts.Breakdowns)
                .DistinctBy(by => by.Id),
        ];
        var by = breakdowns.FirstOrDefault(one => one.Id == asked.By && !one.Items.IsEmpty);
        var groupsOf = breakdowns
            .SelectMany(one => one.Groups.Select(group => $"{one.Id}:{group.Id}"))
            .ToHashSet();
        string[] usual = newest.Headline() is { IsEmpty: false } headline
            ? [.. headline.Select(one => one.Id)]
            : [offered[0].Indicator.Id];
        var known = offered
            .Select(one => one.Indicator.Id)
            .Where(asked.Indicators.Contains)
            .Take(Explored.MostIndicators)
            .ToImmutableArray();
        var choices = asked with
        {
            Indicators = known.IsEmpty ? [.. usual] : known,
            By = by?.Id,
            Groups =
            [
                .. asked.Groups.Where(group =>
                    by is not null && groupsOf.Contains(group) && group.Split(':')[0] == by.Id
                ),
            ],
            Waves = [.. waves],
        };
        var found = new Explored(
            choices,
            released,
            newest,
            offered,
            breakdowns,
            [
                .. choices.Indicators.Select(id =>
                    Of(id, [.. read.Where(one => waves.Contains(one.Wave))], offered)
                ),
            ],
            []
        );
        return found with { Faults = [.. Faults(asked, found, groupsOf)] };
    }

    private static ExploredIndicator Of(
        string id,
        ReleaseView[] waves,
        ImmutableArray<(ReleaseView Release, IndicatorView Indicator)> offered
    )
    {
        IndicatorInWave[] inWaves =
        [
            .. waves.Select(one => new IndicatorInWave(one, one.Find(id))),
        ];
        var (release, indicator) = offered.First(one => one.Indicator.Id == id);
        return new(
            id,
            inWaves,
            inWaves.LastOrDefault(one => one.Indicator is not null) ?? new(release, indicator)
        );
    }

    /// <summary>Every one, not only the first.</summary>
    private static IEnumerable<string> Faults(
        ExploreChoices asked,
        Explored found,
        HashSet<string> groups
    )
    {
        var choices = found.Choices;
        if (!asked.IsUnderstood)
            yield return "explore-no-choice";
        if (!asked.Indicators.All(id => found.Offered.Any(one => one.Indicator.Id == id)))
            yield return "explore-no-indicator";
        if (asked.By is { } by && found.Breakdowns.All(one => one.Id != by))
            yield return "explore-no-breakdown";
        if (!asked.Groups.All(groups.Contains))
            yield return "explore-no-group";
        if (!asked.Waves.All(found.Released.Contains))
            yield return "explore-no-wave";
        if (asked.Indicators.Length > Explored.MostIndicators)
            yield return "explore-most-indicators";
        if (asked.Waves.Length > Explored.MostWaves)
            yield return "explore-most-waves";
        if (choices.Compare == ExplorePairs.Waves && choices.Waves.Length != 2)
            yield return "explore-two-waves";
        if (choices.Compare == ExplorePairs.Groups && found.Groups.Count() != 2)
            yield return "explore-two-groups";
    }
}
