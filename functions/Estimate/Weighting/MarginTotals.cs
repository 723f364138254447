using System.Collections.Immutable;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>One margin as the sample can meet it. Its categories: those with a known population, then each option
/// without one, then no answer.</summary>
internal sealed class MarginTotals
{
    private readonly int[] _categoryOf;
    private readonly long[] _respondents;
    private readonly double[] _totals;

    /// <param name="people">Respondents by cell.</param>
    public MarginTotals(Definition definition, CountLayout layout, int margin, long[] people)
    {
        var population = definition.Population;
        Margin = population.Margins[margin];
        var known = Margin.Categories;
        var options = definition.Instrument.Items[layout.MarginPlaces[margin]].Options;
        var categoryOfCode = options
            .Select(
                (option, code) => Known(option.Id) is var at and >= 0 ? at : known.Length + code
            )
            .Append(known.Length + options.Length)
            .ToArray();
        _categoryOf =
        [
            .. Enumerable
                .Range(0, layout.Cells)
                .Select(cell => categoryOfCode[layout.CodeOf(cell, margin)]),
        ];
        _respondents = new long[categoryOfCode[^1] + 1];
        for (var cell = 0; cell < people.Length; cell++)
            _respondents[_categoryOf[cell]] += people[cell];
        _totals = Share(population.Total, known, _respondents);

        int Known(string option) =>
            known.Select((category, place) => category.Options.Contains(option) ? place : -1).Max();
    }

    public Margin Margin { get; }

    /// <summary>How many categories there are, empty ones too.</summary>
    public int Categories => _totals.Length;

    /// <summary>The category that a cell is in.</summary>
    public int this[int cell] => _categoryOf[cell];

    /// <summary>Categories with a known population and no respondent.</summary>
    public IEnumerable<string> NotCovered =>
        Margin.Categories.Where((_, place) => _respondents[place] == 0).Select(known => known.Id);

    /// <summary>Makes each category's sum of weights its total.</summary>
    public void Scale(long[] people, double[] weights)
    {
        var sums = Sums(people, weights);
        for (var cell = 0; cell < weights.Length; cell++)
            if (people[cell] > 0)
                weights[cell] *= _totals[_categoryOf[cell]] / sums[_categoryOf[cell]];
    }

    /// <summary>How far the worst category's sum of weights is from its total, as a part of the total.</summary>
    public double Gap(long[] people, double[] weights) =>
        Sums(people, weights)
            .Select(
                (sum, category) =>
                    _respondents[category] > 0 ? Math.Abs(sum / _totals[category] - 1) : 0
            )
            .Max();

    private double[] Sums(long[] people, double[] weights)
    {
        var sums = new double[_totals.Length];
        for (var cell = 0; cell < people.Length; cell++)
            sums[_categoryOf[cell]] += people[cell] * weights[cell];
        return sums;
    }

    /// <summary>A category with no known population keeps its share of the sample; the known ones that have respondents
    /// share the rest in proportion to their people.</summary>
    private static double[] Share(
        double total,
        ImmutableArray<MarginCategory> known,
        long[] respondents
    )
    {
        var covered = known
            .Where((_, place) => respondents[place] > 0)
            .Sum(category => category.People);
        var all = (double)respondents.Sum();
        var inKnown = respondents.Take(known.Length).Sum();
        return
        [
            .. respondents.Select(
                (count, category) =>
                    category >= known.Length ? total * (count / all)
                    : count > 0
                        ? total * (inKnown / all) * ((double)known[category].People / covered)
                    : 0
            ),
        ];
    }
}
