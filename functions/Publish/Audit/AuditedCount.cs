using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>What is known so far of how far a hidden count of yes, no or base is open. The system is the same for both ways
/// to fill the groups, so that each solution stands for its mirror image, too.</summary>
internal sealed class AuditedCount(Place row, ImmutableArray<IndicatorAnswer> says, double[] form)
{
    private double _widest;
    private double _least = double.PositiveInfinity;

    public Place Row => row;

    public ImmutableArray<IndicatorAnswer> Says => says;

    /// <summary>By how much the two ways differ.</summary>
    public double[] Apart { get; } = FamilyAudit.Both(form, -1);

    public double[] Less { get; } = FamilyAudit.Both([.. form.Select(x => -x)], 0);

    /// <summary>What is surely below the count of a row that is not small.</summary>
    public double Smallest =>
        (says.Length == 2 ? PrimaryRule.SmallestBase : PrimaryRule.SmallestCount) - 1e-6;

    public bool IsOpen => _widest >= PrimaryRule.SmallestCount - 1e-6;

    /// <summary>Null where the count cannot be small: rows are called small, too, whose own label would tell of another,
    /// and theirs are no secret.</summary>
    public double? WidthOfSmall => IsOpen || _least <= Smallest ? _widest : null;

    public void See(double[] both)
    {
        var (first, second) = (0.0, 0.0);
        for (var at = 0; at < form.Length; at++)
            if (form[at] != 0)
            {
                first += both[at];
                second += both[form.Length + at];
            }
        _widest = Math.Max(_widest, Math.Abs(first - second));
        _least = Math.Min(_least, Math.Min(first, second));
    }
}
