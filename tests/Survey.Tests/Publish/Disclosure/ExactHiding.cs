using Google.OrTools.Sat;
using Survey.Publish;

namespace Survey.Tests.Publish;

/// <summary>The rows of least worth that must be hidden for others' sake, by an integer program: it hides a set that
/// meets every set known to hold a small count; what still holds one is added until nothing does. Linear programs and
/// the integer program are Google OR-Tools'.</summary>
/// <param name="table">After rules 1 and 2; left as it was.</param>
internal sealed class ExactHiding(SuppressionTable table, Family family)
{
    private readonly SmallCounts _counts = new(table, family);
    private readonly CountSystem _system = new(table, new CountForms(table.Groups, family));
    private readonly Place[] _rows =
    [
        .. table
            .Places()
            .Where(row => family.Indicators.Contains(row.Indicator) && table.MayHide(row)),
    ];

    /// <summary>What the rows of the last integer program are worth. None that protect every small count are worth
    /// less.</summary>
    public double LeastWorth { get; private set; }

    /// <returns>Null: cancelled before they were found.</returns>
    public IReadOnlyCollection<Place>? Least(CancellationToken cancel = default)
    {
        var sets = new List<(Place[] Hide, Place[] Show)>();
        while (!cancel.IsCancellationRequested)
        {
            var hidden = Meet(sets);
            LeastWorth = hidden.Sum(row => LinkedRule.Worth(table, row));
            foreach (var row in hidden)
                table.Suppress(row, Status.Linked);
            var found = HeldNow(hidden).TakeWhile(_ => !cancel.IsCancellationRequested).ToList();
            foreach (var row in hidden)
                table.Show(row);
            if (found.Count == 0 && !cancel.IsCancellationRequested)
                return hidden;
            sets.AddRange(found);
        }
        return null;
    }

    /// <summary>The set of rows of least worth that hides one of, or does not hide another of, each.</summary>
    private Place[] Meet(List<(Place[] Hide, Place[] Show)> sets)
    {
        var model = new CpModel();
        var isHidden = _rows.ToDictionary(row => row, row => model.NewBoolVar($"{row}"));
        foreach (var (hide, show) in sets)
            model.AddBoolOr([
                .. hide.Select(row => (ILiteral)isHidden[row]),
                .. show.Select(row => isHidden[row].Not()),
            ]);
        model.Minimize(
            LinearExpr.WeightedSum(
                _rows.Select(row => isHidden[row]),
                _rows.Select(row => (long)(1000 * LinkedRule.Worth(table, row)))
            )
        );
        var solver = new CpSolver { StringParameters = "num_search_workers:1" };
        if (solver.Solve(model) != CpSolverStatus.Optimal)
            throw new InvalidOperationException("No set of rows protects the small counts.");
        return [.. _rows.Where(row => solver.BooleanValue(isHidden[row]))];
    }

    /// <summary>For each small count within less than ten: sets of shown rows that hold it, none with a row of another,
    /// by the multipliers of both ends, and the hidden rows that would make it no secret.</summary>
    private IEnumerable<(Place[] Hide, Place[] Show)> HeldNow(Place[] hidden)
    {
        using var program = new Glop(_system.Forms.Unknowns);
        // Without the labels: the reader knows less, so that no more rows are hidden than with them.
        var known = _system
            .Always()
            .Concat(_system.Said())
            .Where(one => double.IsFinite(one.High))
            .ToList();
        foreach (var one in known)
            program.Add(one.Form, one.Low, one.High);
        var secrets = _counts.Secrets().ToList();
        foreach (var one in secrets)
        {
            var met = new HashSet<Place>();
            while (Holding(one) is { } holding)
            {
                yield return ([.. holding], [.. hidden.Where(row => MakesNoSecret(row, one))]);
                met.UnionWith(holding);
                Bound(row => holding.Contains(row), isFree: true);
            }
            Bound(met.Contains, isFree: false);
        }

        HashSet<Place>? Holding(SmallCounts.Secret one)
        {
            var high = program.End(one.Form, isLargest: true);
            var above = program.Holding().ToList();
            var low = program.End(one.Form, isLargest: false);
            if (high - low >= 10 - 1e-5)
                return null;
            return
            [
                .. above
                    .Union(program.Holding())
                    .Select(at => known[at].Source)
                    .OfType<Place>()
                    .Where(_rows.Contains),
            ];
        }

        void Bound(Func<Place, bool> isMeant, bool isFree)
        {
            for (var at = 0; at < known.Count; at++)
                if (known[at].Source is { } row && isMeant(row))
                    if (isFree)
                        program.Bound(at, double.NegativeInfinity, double.PositiveInfinity);
                    else
                        program.Bound(at, known[at].Low, known[at].High);
        }
    }

    private bool MakesNoSecret(Place row, SmallCounts.Secret secret)
    {
        table.Show(row);
        var isSecret = _counts.Secrets().Contains(secret);
        table.Suppress(row, Status.Linked);
        return !isSecret;
    }
}
