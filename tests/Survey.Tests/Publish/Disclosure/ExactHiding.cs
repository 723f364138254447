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

    public IReadOnlyCollection<Place> Least()
    {
        var sets = new List<(Place[] Hide, Place[] Show)>();
        while (true)
        {
            var hidden = Meet(sets);
            foreach (var row in hidden)
                table.Suppress(row, Status.Linked);
            var found = HeldNow(hidden).ToList();
            foreach (var row in hidden)
                table.Show(row);
            if (found.Count == 0)
                return hidden;
            sets.AddRange(found);
        }
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

    /// <summary>For each small count within less than ten: the shown rows that hold it, by the multipliers of both ends,
    /// and the hidden ones that would make it no secret.</summary>
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
        foreach (var secret in _counts.Secrets().ToList())
        {
            var high = program.End(secret.Form, isLargest: true);
            int[] above = [.. program.Holding()];
            if (high - program.End(secret.Form, isLargest: false) >= 10 - 1e-5)
                continue;
            yield return (
                [
                    .. above
                        .Union(program.Holding())
                        .Select(at => known[at].Source)
                        .OfType<Place>()
                        .Where(_rows.Contains)
                        .Except(hidden),
                ],
                [.. hidden.Where(row => MakesNoSecret(row, secret))]
            );
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
