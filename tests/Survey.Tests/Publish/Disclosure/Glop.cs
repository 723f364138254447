using Google.OrTools.LinearSolver;

namespace Survey.Tests.Publish;

/// <summary>Nonnegative unknowns under equations and lower bounds, by Google OR-Tools: shares nothing with the program's
/// own linear programming.</summary>
internal sealed class Glop : IDisposable
{
    private readonly Solver _solver = Solver.CreateSolver("GLOP");
    private readonly Variable[] _unknowns;
    private readonly List<Constraint> _constraints = [];

    public Glop(int unknowns) =>
        _unknowns = _solver.MakeNumVarArray(unknowns, 0, double.PositiveInfinity);

    /// <summary>The form comes to a value, or to at least that.</summary>
    public void Add(double[] form, double value, bool isAtLeast = false) =>
        Add(form, value, isAtLeast ? double.PositiveInfinity : value);

    public void Add(double[] form, double low, double high)
    {
        var constraint = _solver.MakeConstraint(low, high);
        for (var at = 0; at < form.Length; at++)
            if (form[at] != 0)
                constraint.SetCoefficient(_unknowns[at], form[at]);
        _constraints.Add(constraint);
    }

    /// <summary>Says otherwise of the constraint added at that place.</summary>
    public void Bound(int at, double low, double high) => _constraints[at].SetBounds(low, high);

    /// <summary>The form's largest or least value; infinite when nothing bounds it.</summary>
    public double End(double[] form, bool isLargest)
    {
        var objective = _solver.Objective();
        for (var at = 0; at < form.Length; at++)
            objective.SetCoefficient(_unknowns[at], form[at]);
        objective.SetOptimizationDirection(isLargest);
        return _solver.Solve() switch
        {
            Solver.ResultStatus.OPTIMAL => objective.Value(),
            Solver.ResultStatus.UNBOUNDED => isLargest
                ? double.PositiveInfinity
                : double.NegativeInfinity,
            var other => throw new InvalidOperationException($"The published counts are {other}."),
        };
    }

    /// <summary>The unknowns as found last.</summary>
    public double[] Solution() => [.. _unknowns.Select(unknown => unknown.SolutionValue())];

    /// <summary>Places of the constraints that held the form at the end found last.</summary>
    public IEnumerable<int> Holding() =>
        Enumerable
            .Range(0, _constraints.Count)
            .Where(at => Math.Abs(_constraints[at].DualValue()) > 1e-7);

    public void Dispose() => _solver.Dispose();
}
