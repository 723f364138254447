using Survey.Ask;
using Survey.Estimate;
using Survey.Publish;

namespace Survey.Tests.Publish;

/// <summary>A survey with every kind of tie between indicators, and people drawn for it. What a person is to an
/// indicator is written out here by hand, apart from the program's own reading of the definition.</summary>
internal static class SmallSurvey
{
    private static readonly string[] Sexes = ["girl", "boy", "other"];
    private static readonly string[] Ages = ["10-12", "13-15", "16-19"];
    private static readonly string[] Regions = ["north", "south", "east", "isles"];

    public static readonly Definition Definition = SmallDefinition.Define(Sexes, Ages, Regions);

    /// <summary>How each indicator counts a person: yes, no or (null) not in its base.</summary>
    public static readonly IReadOnlyList<(
        string Family,
        Func<Person, bool?> IndicatorAnswer
    )> Readings =
    [
        ("access", p => p.Access == 0 ? null : p.Access <= 2),
        ("access", p => p.Access == 0 ? null : p.Access == 1),
        ("games", p => p.Games == 0 ? null : (p.Games & 1) != 0),
        ("games", p => p.Games == 0 ? null : (p.Games & 2) != 0),
        ("games", p => p.Games == 0 ? null : (p.Games & 3) == 2),
        ("games", p => p.Games == 0 ? null : (p.Games & 3) == 3),
        ("strangers", p => p.Contact == 0 ? null : p.Contact == 2),
        (
            "strangers",
            p =>
                p.Contact == 1 ? false
                : p.Met == 0 ? null
                : p.Met == 2
        ),
        (
            "strangers",
            p =>
                p.Contact == 1 ? false
                : p.Photo == 0 ? null
                : p.Photo == 2
        ),
        ("tell", p => p.Tell == 0 ? null : (p.Tell & 1) != 0),
        ("tell", p => p.Tell == 0 ? null : (p.Tell & 2) != 0),
        ("hotline", p => p.Hotline == 0 ? null : p.Hotline == 1),
    ];

    /// <summary>Places of answers; 0: none. Access: often, weekly, never. Games: bits of conflict, chance, other. Contact,
    /// met, photo: no, yes. Tell: bits of friend, nobody, other.</summary>
    public sealed record Person(
        int Sex,
        int Age,
        int Region,
        int Access,
        int Games,
        int Contact,
        int Met,
        int Photo,
        int Tell,
        int Hotline
    );

    /// <summary>Every answer there can be, whoever gives it.</summary>
    public static IEnumerable<Person> Everyone() =>
        from access in Enumerable.Range(0, 4)
        from games in Enumerable.Range(0, 8)
        from contact in Enumerable.Range(0, 3)
        from met in contact == 2 ? Enumerable.Range(0, 3) : [0]
        from photo in contact == 2 ? Enumerable.Range(0, 3) : [0]
        from tell in (int[])[0, 1, 2, 4, 5]
        from hotline in Enumerable.Range(0, 3)
        select new Person(0, 0, 0, access, games, contact, met, photo, tell, hotline);

    /// <summary>A wave of so many people, or of 20 to 6,000, evenly or very unevenly spread.</summary>
    public static List<Person> Draw(int seed, int? size = null)
    {
        var random = new Random(seed);
        var drawn = (int)Math.Exp(3 + 5.7 * random.NextDouble());
        var people = size ?? drawn;
        double[] sexes = [1, 0.3 + random.NextDouble()];
        double[] ages = [.. Skewed(random, 3)];
        double[] regions = [.. Skewed(random, 4)];
        var rates = Enumerable
            .Range(0, 12)
            .Select(_ => Math.Pow(random.NextDouble(), 1 + 3 * random.NextDouble()))
            .ToArray();
        return [.. Enumerable.Range(0, people).Select(_ => One())];

        Person One()
        {
            var contact = Answer(6);
            return new Person(
                Pick(random, sexes),
                Pick(random, ages),
                Pick(random, regions),
                random.NextDouble() < 0.03 ? 0
                    : Yes(0) ? 3
                    : Yes(1) ? 1
                    : 2,
                (Yes(2) ? 1 : 0) + (Yes(3) ? 2 : 0) + (Yes(4) ? 4 : 0),
                contact,
                contact == 2 ? Answer(7) : 0,
                contact == 2 ? Answer(8) : 0,
                Yes(9) ? 2 : (Yes(10) ? 1 : 0) + (Yes(4) ? 4 : 0),
                Answer(11)
            );
        }

        bool Yes(int rate) => random.NextDouble() < rates[rate];
        int Answer(int rate) =>
            random.NextDouble() < 0.05 ? 0
            : Yes(rate) ? 2
            : 1;
    }

    /// <summary>Unweighted figures; the disclosure rules look at counts alone.</summary>
    public static Figures Figures(IReadOnlyList<Person> people)
    {
        var groups = Groups().ToArray();
        var counts = new (long Base, long Yes)[Readings.Count, groups.Length];
        foreach (var alike in people.CountBy(person => person))
        foreach (var (indicator, reading) in Readings.Index())
            if (reading.IndicatorAnswer(alike.Key) is { } isYes)
                foreach (var (group, one) in groups.Index())
                    if (one.Has(alike.Key))
                    {
                        counts[indicator, group].Base += alike.Value;
                        counts[indicator, group].Yes += isYes ? alike.Value : 0;
                    }
        return new(
            people.Count,
            new Weighting(
                100,
                1,
                1,
                people.Count,
                [],
                WeightingMethod.Raking,
                ["sex", "age", "region"]
            ),
            [
                .. from indicator in Enumerable.Range(0, Readings.Count)
                from @group in Enumerable.Range(0, groups.Length)
                select Row(
                    Definition.Reporting.Indicators[indicator].Id,
                    groups[@group].By,
                    groups[@group].Group,
                    counts[indicator, @group].Base,
                    counts[indicator, @group].Yes
                ),
            ]
        );
    }

    /// <summary>A wave of which only its small rows are hidden.</summary>
    public static (Figures Figures, Disclosed Disclosed) WithoutRule3(int seed, int? size = null)
    {
        var figures = Figures(Draw(seed, size));
        var table = new SuppressionTable(Definition, figures);
        PrimaryRule.Apply(table);
        var disclosed = Disclosure.Apply(Definition, figures);
        return (figures, disclosed with { Rows = Disclosure.Rows(table, peopleStep: 100) });
    }

    /// <summary>Everybody weighs the same, and no interval is wide.</summary>
    public static Proportion Row(string indicator, string by, string group, long @base, long yes)
    {
        var p = @base == 0 ? double.NaN : (double)yes / @base;
        return new(
            indicator,
            by,
            group,
            @base,
            yes,
            EffectiveSize: @base,
            LargestShare: 1.0 / @base,
            Estimate: p,
            StandardError: 0.01,
            Low: Math.Max(0, p - 0.02),
            High: Math.Min(1, p + 0.02),
            Asked: @base * 100,
            IsExact: @base > 0 && (yes == 0 || yes == @base)
        );
    }

    private static IEnumerable<(string By, string Group, Func<Person, bool> Has)> Groups()
    {
        yield return ("all", "all", _ => true);
        for (var s = 0; s < 2; s++)
        {
            var sex = s;
            yield return ("sex", Sexes[sex], p => p.Sex == sex);
        }
        for (var a = 0; a < Ages.Length; a++)
        {
            var age = a;
            yield return ("age", Ages[age], p => p.Age == age);
        }
        for (var r = 0; r < Regions.Length; r++)
        {
            var region = r;
            yield return ("region", Regions[region], p => p.Region == region);
        }
        for (var c = 0; c < 2 * Ages.Length; c++)
        {
            var (sex, age) = (c / Ages.Length, c % Ages.Length);
            yield return (
                "sex_age",
                $"{Sexes[sex]}:{Ages[age]}",
                p => p.Sex == sex && p.Age == age
            );
        }
    }

    private static IEnumerable<double> Skewed(Random random, int count) =>
        Enumerable.Range(0, count).Select(at => at == 0 ? 1 : Math.Pow(random.NextDouble(), 2));

    private static int Pick(Random random, double[] shares)
    {
        var left = random.NextDouble() * shares.Sum();
        var at = 0;
        while (at < shares.Length - 1 && (left -= shares[at]) > 0)
            at++;
        return at;
    }
}
