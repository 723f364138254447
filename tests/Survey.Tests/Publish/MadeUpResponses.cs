using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Collect;

namespace Survey.Tests.Publish;

/// <summary>Made-up stored responses to any survey: demographics by the population's shares, answers by rates of each
/// item's own, with some left out.</summary>
internal static class MadeUpResponses
{
    /// <summary>Each as <see cref="Answers.Encode"/> writes it.</summary>
    public static IEnumerable<string> Draw(Definition definition, int count, int seed)
    {
        var random = new Random(seed);
        var instrument = definition.Instrument;
        var shares = instrument.Items.Select(item => Shares(definition, item, random)).ToArray();
        for (var at = 0; at < count; at++)
        {
            var answers = new Answers(instrument);
            for (var place = 0; place < shares.Length; place++)
                if (random.NextDouble() > 0.02)
                    answers[place] = Mark(instrument.Items[place], shares[place], random);
            answers.DropUnasked();
            yield return answers.Encode();
        }
    }

    /// <summary>Keeps so many in an open wave of the program.</summary>
    public static async Task KeepAsync(IServiceProvider services, string wave, int count)
    {
        var responses = services.GetRequiredService<Responses>();
        var definition = services.GetRequiredService<Definition>();
        foreach (var answers in Draw(definition, count, seed: 7))
            await responses.KeepAsync(
                wave,
                Guid.NewGuid(),
                definition.Instrument.Name,
                answers,
                CancellationToken.None
            );
    }

    private static double[] Shares(Definition definition, Item item, Random random)
    {
        var margin = definition.Population.Margins.FirstOrDefault(one => one.Item == item.Id);
        return
        [
            .. item.Options.Select(option =>
                margin is null
                    ? Math.Pow(random.NextDouble(), 1.5)
                    : margin
                        .Categories.Where(one => one.Options.Contains(option.Id))
                        .Select(one => (double)one.People / one.Options.Length)
                        .FirstOrDefault(option.Outside ? 0 : 0.005 * definition.Population.Total)
            ),
        ];
    }

    private static ulong Mark(Item item, double[] shares, Random random)
    {
        if (item.Kind == ItemKind.Multi)
        {
            var marks = 0UL;
            for (var bit = 0; bit < shares.Length; bit++)
                if (!item.Options[bit].Exclusive && random.NextDouble() < shares[bit])
                    marks |= 1UL << bit;
            return marks != 0
                ? marks
                : item.Mask(item.Options.Where(o => o.Exclusive).Select(o => o.Id));
        }
        var left = random.NextDouble() * shares.Sum();
        var at = 0;
        while (at < shares.Length - 1 && (left -= shares[at]) > 0)
            at++;
        return 1UL << at;
    }
}
