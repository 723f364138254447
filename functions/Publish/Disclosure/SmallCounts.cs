using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>The counts of a family's small rows: what a reader who knew every published count exactly could tell of
/// them, with the labels of the other rows.</summary>
internal sealed class SmallCounts
{
    /// <summary>The narrowest range a small count may be held in: as wide as the counts that rule 1 hides.</summary>
    private const double Width = PrimaryRule.SmallestCount - 1e-6;

    private readonly SuppressionTable _table;
    private readonly CountSystem _system;
    private readonly ImmutableArray<Secret> _secrets;

    public SmallCounts(SuppressionTable table, Family family)
    {
        _table = table;
        var forms = new CountForms(table.Groups, family);
        _system = new CountSystem(table, forms);
        _secrets =
        [
            .. from row in forms.Rows
            where table.IsSmall(row)
            from says in CountForms.YesNoBase
            select new Secret(row, says, forms.Of(row, says)),
        ];
    }

    public bool IsEmpty => _secrets.IsEmpty;

    /// <summary>Those that must stay open.</summary>
    public IEnumerable<Secret> Secrets => _secrets.Where(secret => !IsNoSecret(secret));

    /// <summary>For each count that is not open, rows that alone hold it: published ones, or else labels.</summary>
    public List<ImmutableArray<Place>> Narrow()
    {
        var narrow = new List<ImmutableArray<Place>>();
        Solve([.. Secrets], narrow.Add);
        return narrow;
    }

    /// <summary>Whether every count stays open now that one more row is published. Only for a table whose counts were all
    /// open before.</summary>
    public bool StayOpen(Place shown)
    {
        var isOpen = true;
        var said = _system.Equations(shown).ToList();
        var moved = Secrets.Where(secret => said.Any(one => !secret.Allows(one.Form, one.Value)));
        Solve([.. moved], _ => isOpen = false, () => isOpen);
        return isOpen;
    }

    private void Solve(
        Secret[] secrets,
        Action<ImmutableArray<Place>> foundNarrow,
        Func<bool>? goOn = null
    )
    {
        if (secrets.Length == 0)
            return;
        var known = _system.Equations().ToList();
        var program = LinearProgram.Of(_system.Forms.Unknowns, known);
        foreach (var secret in secrets)
        {
            if (goOn?.Invoke() == false)
                return;
            if (program.Spread(secret.Form, Width, out var holding) is { } found)
                secret.Seen = found;
            else
                foundNarrow([.. holding.Select(at => known[at].Source).OfType<Place>().Distinct()]);
        }
    }

    /// <summary>Two things are no secret: a count of 0 where a published group around it has 0, and the base of a group
    /// that another indicator with the same base publishes.</summary>
    private bool IsNoSecret(Secret secret)
    {
        var ((indicator, group), says) = (secret.Row, secret.Says);
        if (says.Length == 2 && IsBaseShown(indicator, group))
            return true;
        return _table.Count(indicator, group).Of(says) == 0
            && _table.Groups.Sums.Any(sum =>
                sum.Parts.Contains(group)
                && _table.IsKnown(new Place(indicator, sum.Total))
                && _table.Count(indicator, sum.Total).Of(says) == 0
            );
    }

    private bool IsBaseShown(int indicator, int group) =>
        _system
            .Forms.Family.SharingBase(indicator)
            .Any(other => _table.IsKnown(new Place(other, group)));

    internal sealed record Secret(Place Row, ImmutableArray<IndicatorAnswer> Says, double[] Form)
    {
        /// <summary>Two solutions that differ enough, as last found.</summary>
        public (double[] Low, double[] High)? Seen { get; set; }

        /// <summary>Whether both have the value in a form.</summary>
        public bool Allows(double[] form, double value) =>
            Seen is var (low, high)
            && Math.Abs(Sum(form, low) - value) < 1e-6
            && Math.Abs(Sum(form, high) - value) < 1e-6;

        private static double Sum(double[] form, double[] solution)
        {
            var sum = 0.0;
            for (var at = 0; at < form.Length; at++)
                sum += form[at] * solution[at];
            return sum;
        }
    }
}
