using Survey.Ask;

namespace Survey.Estimate;

/// <summary>One margin as the sample can meet it. Its categories: those with a known population, then each option
/// without one, then no answer.</summary>
internal sealed class MarginTotals
{
    private readonly int[] _categoryOf;
    private readonly long[] _respondents;
    private readonly double[] _totals;

    /// <param name="place">Of the margin, or of the one it is a coarser form of, in the population.</param>
    /// <param name="people">Respondents by cell.</param>
    public MarginTotals(
        Definition definition,
        CountLayout layout,
        int place,
        Margin margin,
        long[] people
    )
    {
        Margin = margin;
        var known = margin.Categories;
        var options = definition.Instrument.Items[layout.MarginPlaces[place]].Options;
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
                .Select(cell => categoryOfCode[layout.CodeOf(cell, place)]),
        ];
        _respondents = new long[categoryOfCode[^1] + 1];
        for (var cell = 0; cell < people.Length; cell++)
            _respondents[_categoryOf[cell]] += people[cell];
        var covered = known.Where((_, at) => _respondents[at] > 0).Sum(one => one.People);
        Coverage = covered > 0 ? (double)covered / definition.Population.Total : 1;
        var inKnown = _respondents.Take(known.Length).Sum();
        _totals =
        [
            .. _respondents.Select(
                (count, at) =>
                    at >= known.Length ? count
                    : count > 0 ? inKnown * ((double)known[at].People / covered)
                    : 0
            ),
        ];

        int Known(string option) =>
            known.Select((category, at) => category.Options.Contains(option) ? at : -1).Max();
    }

    public Margin Margin { get; }

    /// <summary>The part of the population whose category has respondents; 1 where no respondent is in a known
    /// one.</summary>
    public double Coverage { get; }

    /// <summary>What the weights of each category's respondents add up to, where their mean is 1: the known ones that have
    /// respondents in proportion to their people, the others their share of the sample.</summary>
    public IReadOnlyList<double> Totals => _totals;

    /// <summary>The category that a cell is in.</summary>
    public int this[int cell] => _categoryOf[cell];

    /// <summary>Categories with a known population and no respondent.</summary>
    public IEnumerable<string> NotCovered =>
        Margin.Categories.Where((_, at) => _respondents[at] == 0).Select(known => known.Id);

    /// <summary>How far the worst category's sum of weights is from its total, as a part of the total.</summary>
    /// <param name="ratios">Each respondent's weight by cell, relative to the mean.</param>
    public double Gap(long[] people, double[] ratios)
    {
        var sums = new double[_totals.Length];
        for (var cell = 0; cell < people.Length; cell++)
            sums[_categoryOf[cell]] += people[cell] * ratios[cell];
        return sums.Select((sum, at) => _respondents[at] > 0 ? Math.Abs(sum / _totals[at] - 1) : 0)
            .Max();
    }
}
