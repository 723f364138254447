using System.Numerics;
using System.Runtime.InteropServices;

namespace Survey.Publish;

/// <summary>Which variables make up the others, as many as there are rows, and the inverse of their columns. An unknown's
/// column has its coefficient in each row; a row has a variable of its own, its sum, with -1 in that row. Variables are
/// numbered: the unknowns, then the rows.</summary>
internal sealed class SimplexBasis
{
    /// <summary>Smaller numbers are what rounding left.</summary>
    private const double Nothing = 1e-11;

    private readonly int _unknowns;

    /// <summary>Per unknown the rows that it is in.</summary>
    private readonly List<(int Row, double Times)>[] _columns;

    /// <summary>Per variable its place; -1: it is not in the basis.</summary>
    private readonly List<int> _places;

    /// <summary>Per place its variable, and the inverse's row, as wide as there is room for.</summary>
    private readonly List<int> _variables = [];
    private readonly List<double[]> _inverse = [];
    private int _width = 64;

    private double[] _change = [];

    public SimplexBasis(int unknowns)
    {
        _unknowns = unknowns;
        _columns = [.. Enumerable.Range(0, unknowns).Select(_ => new List<(int, double)>())];
        _places = [.. Enumerable.Repeat(-1, unknowns)];
    }

    /// <summary>Places, and rows.</summary>
    public int Size => _variables.Count;

    /// <summary>The variable at a place.</summary>
    public int this[int place] => _variables[place];

    public bool Has(int variable) => _places[variable] >= 0;

    /// <summary>The rows that an unknown is in, and its coefficients.</summary>
    public ReadOnlySpan<(int Row, double Times)> ColumnOf(int unknown) =>
        CollectionsMarshal.AsSpan(_columns[unknown]);

    /// <summary>A row more, whose own variable joins the basis.</summary>
    /// <param name="form">The coefficient of each unknown.</param>
    public void Add(double[] form)
    {
        var row = Size;
        if (row == _width)
        {
            _width *= 2;
            for (var place = 0; place < row; place++)
                _inverse[place] = [.. _inverse[place], .. new double[row]];
        }
        var inverse = new double[_width];
        for (var at = 0; at < _unknowns; at++)
        {
            if (form[at] == 0)
                continue;
            _columns[at].Add((row, form[at]));
            if (_places[at] >= 0)
                Add(inverse, _inverse[_places[at]], form[at]);
        }
        inverse[row] = -1;
        _inverse.Add(inverse);
        _places.Add(row);
        _variables.Add(_unknowns + row);
    }

    /// <summary>What each row's sum is worth to a form.</summary>
    public double[] Multipliers(double[] form)
    {
        var multipliers = new double[_width];
        for (var place = 0; place < Size; place++)
            if (_variables[place] < _unknowns && form[_variables[place]] != 0)
                Add(multipliers, _inverse[place], form[_variables[place]]);
        return multipliers;
    }

    /// <summary>How much less of the variable at each place there is for one more of another. Good until the next
    /// call.</summary>
    public ReadOnlySpan<double> ChangeBy(int variable)
    {
        if (_change.Length < Size)
            _change = new double[_width];
        for (var place = 0; place < Size; place++)
        {
            var inverse = _inverse[place];
            var sum = 0.0;
            if (variable >= _unknowns)
                sum = -inverse[variable - _unknowns];
            else
                foreach (var (row, times) in ColumnOf(variable))
                    sum += inverse[row] * times;
            _change[place] = Math.Abs(sum) < Nothing ? 0 : sum;
        }
        return _change.AsSpan(0, Size);
    }

    /// <summary>Puts the variable whose change was found last in place of another.</summary>
    /// <param name="multipliers">Become those of the new basis.</param>
    /// <param name="gain">What one more of the variable is worth.</param>
    public void Replace(int place, int entering, double[] multipliers, double gain)
    {
        Eliminate(place);
        Add(multipliers, _inverse[place], gain);
        _places[_variables[place]] = -1;
        _places[entering] = place;
        _variables[place] = entering;
    }

    /// <summary>Makes the inverse anew: from the basis of all rows' own variables, whose inverse is known, by one pivot for
    /// each unknown.</summary>
    public void Invert()
    {
        int[] unknowns = [.. _variables.Where(variable => variable < _unknowns)];
        var free = new HashSet<int>();
        for (var row = 0; row < Size; row++)
        {
            if (_places[_unknowns + row] < 0)
                free.Add(row);
            else
                _places[_unknowns + row] = row;
            _variables[row] = _unknowns + row;
            Array.Clear(_inverse[row]);
            _inverse[row][row] = -1;
        }
        foreach (var unknown in unknowns)
        {
            ChangeBy(unknown);
            var place = free.MaxBy(row => Math.Abs(_change[row]));
            Eliminate(place);
            free.Remove(place);
            (_variables[place], _places[unknown]) = (unknown, place);
        }
    }

    /// <summary>The inverse after the variable whose change was found last has taken a place.</summary>
    private void Eliminate(int place)
    {
        var pivot = _inverse[place];
        var by = _change[place];
        for (var at = 0; at < Size; at++)
            pivot[at] /= by;
        for (var other = 0; other < Size; other++)
            if (other != place)
                Add(_inverse[other], pivot, -_change[other]);
    }

    /// <summary>How much more of the variable at a place would add so much to each row's sum.</summary>
    public double Solve(int place, double[] sums)
    {
        var solved = 0.0;
        for (var row = 0; row < Size; row++)
            solved += _inverse[place][row] * sums[row];
        return solved;
    }

    private static void Add(double[] to, double[] row, double times)
    {
        if (times == 0)
            return;
        var at = 0;
        for (; at <= row.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var sum = new Vector<double>(to, at) + times * new Vector<double>(row, at);
            var isNothing = Vector.LessThan(Vector.Abs(sum), new Vector<double>(Nothing));
            Vector.ConditionalSelect(isNothing, Vector<double>.Zero, sum).CopyTo(to, at);
        }
    }
}
