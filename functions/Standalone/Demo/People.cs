using Survey.Ask;

namespace Survey.Standalone.Demo;

/// <summary>Makes up respondents who differ by sex, age and region, whose answers hang together through traits of
/// their own, who skip items and stop half-way. The same seed, wave and number give the same person.</summary>
/// <param name="wave">0 for the first; shares drift from wave to wave.</param>
public sealed class People(Instrument instrument, PeopleModel model, int seed, int wave)
{
    /// <summary>The answers of one respondent, as routing would have let them be given.</summary>
    public Answers Answer(int number)
    {
        // Mixed, as neighbouring seeds would give alike people.
        var random = new Random(Mix(seed, wave, number));
        var traits = model.Traits.ToDictionary(trait => trait, _ => Normal(random));
        var said = new HashSet<string>(StringComparer.Ordinal);
        var answers = new Answers(instrument);
        Section? section = null;
        for (var place = 0; place < instrument.Items.Length; place++)
        {
            if (
                section is not null
                && instrument.SectionOf(place) != section
                && random.NextDouble() < model.Stops
            )
                break;
            section = instrument.SectionOf(place);
            var item = instrument.Items[place];
            if (!answers.IsAsked(place) || !model.Items.TryGetValue(item.Id, out var itemModel))
                continue;
            if (random.NextDouble() < (itemModel.Blank ?? model.Blank))
                continue;
            answers[place] =
                item.Kind == ItemKind.Single
                    ? 1UL << PickOne(item, answers.Offered(place), itemModel, said, traits, random)
                    : PickSome(item, itemModel, said, traits, random);
            for (var bit = 0; bit < item.Options.Length; bit++)
                if ((answers[place] >> bit & 1) == 1)
                    said.Add(item.Options[bit].Id);
        }
        return answers;
    }

    private int PickOne(
        Item item,
        ulong offered,
        ItemModel itemModel,
        HashSet<string> said,
        Dictionary<string, double> traits,
        Random random
    )
    {
        var weights = item
            .Options.Select(
                (option, bit) =>
                    (offered >> bit & 1)
                    * itemModel.Shares.GetValueOrDefault(option.Id)
                    * Math.Exp(Push(option.Id, itemModel, said, traits))
            )
            .ToArray();
        var last = Array.FindLastIndex(weights, weight => weight > 0);
        var left = random.NextDouble() * weights.Sum();
        for (var bit = 0; bit < last; bit++)
            if ((left -= weights[bit]) < 0)
                return bit;
        return last;
    }

    private ulong PickSome(
        Item item,
        ItemModel itemModel,
        HashSet<string> said,
        Dictionary<string, double> traits,
        Random random
    )
    {
        var marks = 0UL;
        // Exclusive options first: who marks one marks nothing else.
        foreach (
            var bit in Enumerable
                .Range(0, item.Options.Length)
                .OrderByDescending(bit => item.Options[bit].Exclusive)
        )
        {
            var option = item.Options[bit];
            var share = itemModel.Shares.GetValueOrDefault(option.Id);
            var odds = share / (1 - share) * Math.Exp(Push(option.Id, itemModel, said, traits));
            if (random.NextDouble() >= odds / (1 + odds))
                continue;
            marks |= 1UL << bit;
            if (option.Exclusive)
                break;
        }
        return marks;
    }

    private double Push(
        string option,
        ItemModel itemModel,
        HashSet<string> said,
        Dictionary<string, double> traits
    )
    {
        var push = wave * (itemModel.PerWave?.GetValueOrDefault(option) ?? 0);
        foreach (var (cause, effects) in itemModel.Effects ?? NoEffects)
            if (said.Contains(cause))
                push += effects.GetValueOrDefault(option);
        foreach (var (trait, effects) in itemModel.Traits ?? NoEffects)
            push += traits[trait] * effects.GetValueOrDefault(option);
        return push;
    }

    private static readonly Dictionary<string, IReadOnlyDictionary<string, double>> NoEffects = [];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
        * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A seed from three numbers, the same in every process; neighbours give unlike ones.</summary>
    public static int Mix(int seed, int wave, int number)
    {
        var hash = ((ulong)(uint)seed << 32) ^ ((ulong)(uint)wave << 24) ^ (uint)number;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return (int)(hash ^ (hash >> 31));
    }
}
