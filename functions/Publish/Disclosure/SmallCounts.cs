using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>The counts of a family's small rows: what a reader who knew every published count exactly could tell of
/// them, with the labels of the other rows. Rows are held back and given back through it.</summary>
internal sealed class SmallCounts
{
    /// <summary>The narrowest range a small count may be held in: as wide as the counts that rule 1 hides.</summary>
    private const double Width = PrimaryRule.SmallestCount - 1e-6;

    private readonly SuppressionTable _table;
    private readonly CountSystem _system;
    private readonly LinearProgram _program;
    private readonly ImmutableArray<Secret> _secrets;

    /// <summary>The program's row of each row's yes, no and base, where something is known of it, and back.</summary>
    private readonly Dictionary<(Place Row, int Says), int> _rows = [];
    private readonly Dictionary<int, Place> _sources = [];

    /// <summary>Of rows that were shown again: the unknowns of yes and of no, and how many there are.</summary>
    private readonly Dictionary<Place, (int[] Parts, long Count)[]> _shownAs = [];

    /// <summary>Ways to fill all groups that agree with what is published.</summary>
    private List<double[]> _solutions = [];

    /// <summary>Counts that published rows alone hold.</summary>
    private readonly List<(Secret Secret, ImmutableArray<Place> Rows)> _held = [];

    public SmallCounts(SuppressionTable table, Family family)
    {
        _table = table;
        var forms = new CountForms(table.Groups, family);
        _system = new CountSystem(table, forms);
        _program = new LinearProgram(forms.Unknowns);
        _secrets =
        [
            .. from row in forms.Rows
            where table.IsSmall(row)
            from says in CountForms.YesNoBase
            select new Secret(row, says, forms.Of(row, says)),
        ];
        if (_secrets.IsEmpty)
            return;
        foreach (var known in _system.Always())
            _program.Add(known.Form, known.Low, known.High);
        foreach (var row in forms.Rows)
            Learn(row);
        Add(_program.Solution());
    }

    /// <summary>For each count that is not open, rows that alone hold it: published ones, or else labels. And the rows held
    /// back that would make it no secret.</summary>
    public List<HoldingRows> Narrow()
    {
        var narrow = new List<HoldingRows>();
        foreach (var secret in Secrets())
            if (Holding(secret) is { } rows)
                narrow.Add(new(rows, [.. MadeNoSecretBy(secret).Where(Hidden.Contains)]));
        return narrow;
    }

    /// <summary>Those that must stay open.</summary>
    public IEnumerable<Secret> Secrets() => _secrets.Where(secret => !IsNoSecret(secret));

    /// <summary>The rows held back here.</summary>
    public HashSet<Place> Hidden { get; } = [];

    /// <summary>Holds back these rows and none else.</summary>
    public void HideJust(HashSet<Place> rows)
    {
        Place[] shown = [.. Hidden.Except(rows)];
        foreach (var row in rows.Except(Hidden).ToList())
            Hide(row);
        if (shown.Length == 0)
            return;
        foreach (var row in shown)
            Show(row);
        Keep(_solutions.Where(solution => shown.All(row => Fits(row, solution))));
        Add(_program.Solution());
    }

    private void Hide(Place row)
    {
        _table.Suppress(row, Status.Linked);
        Hidden.Add(row);
        Learn(row);
    }

    private void Show(Place row)
    {
        _table.Show(row);
        Hidden.Remove(row);
        Learn(row);
    }

    /// <summary>Gives up a label.</summary>
    public void Silence(Place row)
    {
        _table.Silence(row);
        Learn(row);
    }

    /// <summary>Gives a row back if every count stays open. Only for a table whose counts are all open.</summary>
    public void ShowIfOpen(Place row)
    {
        var before = _solutions;
        Show(row);
        Keep(before.Where(solution => Fits(row, solution)));
        if (
            !_held.Exists(one => !IsNoSecret(one.Secret) && one.Rows.All(_table.IsKnown))
            && Secrets().OrderByDescending(one => one.WasHeld).All(one => Holding(one) is null)
        )
            return;
        Keep(before.Union(_solutions));
        Hide(row);
    }

    /// <summary>Rows that hold a count within less than <see cref="Width"/>; null: it is open.</summary>
    private ImmutableArray<Place>? Holding(Secret secret)
    {
        if (secret.IsOpen)
            return null;
        _program.Largest(secret.Form, secret.Low + Width);
        Add(_program.Solution());
        if (secret.IsOpen)
            return null;
        var holding = _program.Holding(secret.Form);
        double[] negative = [.. secret.Form.Select(x => -x)];
        _program.Largest(negative, Width - secret.High);
        Add(_program.Solution());
        if (secret.IsOpen)
            return null;
        ImmutableArray<Place> rows =
        [
            .. holding
                .Union(_program.Holding(negative))
                .Where(_sources.ContainsKey)
                .Select(row => _sources[row])
                .Distinct(),
        ];
        secret.WasHeld++;
        if (rows.All(_table.IsKnown))
            _held.Add((secret, rows));
        return rows;
    }

    /// <summary>Takes up what is now said of a row.</summary>
    private void Learn(Place row)
    {
        for (var says = 0; says < CountForms.YesNoBase.Length; says++)
        {
            var (low, high) = _system.Bounds(row, CountForms.YesNoBase[says]);
            if (_rows.TryGetValue((row, says), out var known))
                _program.Bound(known, low, high);
            else if (double.IsFinite(low))
            {
                var form = _system.Forms.Of(row, CountForms.YesNoBase[says]);
                _rows[(row, says)] = known = _program.Add(form, low, high);
                _sources[known] = row;
            }
        }
    }

    private bool Fits(Place row, double[] solution)
    {
        if (!_shownAs.TryGetValue(row, out var counts))
            _shownAs[row] = counts = [
                .. CountForms
                    .YesNoBase[..2]
                    .Select(says => (_system.Forms.PartsOf(row, says), _system.Count(row, says))),
            ];
        return counts.All(one => Math.Abs(one.Parts.Sum(at => solution[at]) - one.Count) < 1e-6);
    }

    private void Add(double[] solution)
    {
        _solutions.Add(solution);
        foreach (var secret in _secrets)
            secret.See(solution);
    }

    private void Keep(IEnumerable<double[]> solutions)
    {
        var kept = solutions.ToList();
        _solutions = [];
        foreach (var secret in _secrets)
            secret.Forget();
        kept.ForEach(Add);
    }

    private bool IsNoSecret(Secret secret) => MadeNoSecretBy(secret).Any(_table.IsKnown);

    /// <summary>Two things are no secret: a count of 0 where a published group around it has 0, and the base of a group
    /// that another indicator with the same base publishes.</summary>
    private IEnumerable<Place> MadeNoSecretBy(Secret secret)
    {
        var ((indicator, group), says) = (secret.Row, secret.Says);
        if (says.Length == 2)
            foreach (var other in _system.Forms.Family.SharingBase(indicator))
                yield return new Place(other, group);
        if (_table.Count(indicator, group).Of(says) != 0)
            yield break;
        foreach (var sum in _table.Groups.Sums.Where(sum => sum.Parts.Contains(group)))
            if (_table.Count(indicator, sum.Total).Of(says) == 0)
                yield return new Place(indicator, sum.Total);
    }

    internal sealed record Secret(Place Row, ImmutableArray<IndicatorAnswer> Says, double[] Form)
    {
        private readonly int[] _unknowns =
        [
            .. Enumerable.Range(0, Form.Length).Where(at => Form[at] != 0),
        ];

        /// <summary>The least and the largest value of all solutions seen.</summary>
        public double Low { get; private set; } = double.PositiveInfinity;

        public double High { get; private set; } = double.NegativeInfinity;

        public bool IsOpen => High - Low >= Width;

        /// <summary>How often it was: such are looked at first.</summary>
        public int WasHeld { get; set; }

        public void See(double[] solution)
        {
            var value = 0.0;
            foreach (var at in _unknowns)
                value += solution[at];
            (Low, High) = (Math.Min(Low, value), Math.Max(High, value));
        }

        public void Forget() => (Low, High) = (double.PositiveInfinity, double.NegativeInfinity);
    }
}
