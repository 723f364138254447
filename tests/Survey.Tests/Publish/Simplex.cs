namespace Survey.Tests.Publish;

/// <summary>The attacker's own linear programming: nonnegative unknowns under equations, the textbook tableau in two
/// phases with Bland's rule. Shares nothing with the program's.</summary>
internal sealed class Simplex
{
    private readonly double[,] _table;
    private readonly int[] _basis;
    private readonly int _unknowns;
    private readonly int _rows;

    public Simplex(int unknowns, IReadOnlyList<(double[] Coefficients, double Is)> equations)
    {
        _unknowns = unknowns;
        _rows = equations.Count;
        _basis = [.. Enumerable.Range(unknowns, _rows)];
        _table = new double[_rows + 1, unknowns + _rows + 1];
        for (var row = 0; row < _rows; row++)
        {
            var sign = equations[row].Is < 0 ? -1 : 1;
            for (var column = 0; column < unknowns; column++)
                _table[row, column] = sign * equations[row].Coefficients[column];
            _table[row, unknowns + row] = 1;
            _table[row, unknowns + _rows] = sign * equations[row].Is;
        }
        // Phase 1: the sum of the artificial unknowns goes to 0.
        for (var row = 0; row < _rows; row++)
        for (var column = 0; column <= unknowns + _rows; column++)
            if (column < unknowns || column == unknowns + _rows)
                _table[_rows, column] += _table[row, column];
        Climb();
        if (_table[_rows, unknowns + _rows] > 1e-6)
            throw new InvalidOperationException("The published counts contradict each other.");
        for (var row = 0; row < _rows; row++)
        for (var column = 0; column < unknowns && _basis[row] >= unknowns; column++)
            if (Math.Abs(_table[row, column]) > 1e-7)
                Pivot(row, column);
    }

    /// <summary>The largest value the form can take; infinite when nothing bounds it.</summary>
    public double Max(double[] form)
    {
        for (var column = 0; column <= _unknowns + _rows; column++)
            _table[_rows, column] = column < _unknowns ? form[column] : 0;
        for (var row = 0; row < _rows; row++)
            if (_basis[row] < _unknowns)
                Subtract(_rows, row, _table[_rows, _basis[row]]);
        return Climb() ? -_table[_rows, _unknowns + _rows] : double.PositiveInfinity;
    }

    public double Min(double[] form) => -Max([.. form.Select(x => -x)]);

    private bool Climb()
    {
        while (true)
        {
            var column = 0;
            while (column < _unknowns && _table[_rows, column] <= 1e-9)
                column++;
            if (column == _unknowns)
                return true;
            var (best, least) = (-1, double.PositiveInfinity);
            for (var row = 0; row < _rows; row++)
            {
                if (_table[row, column] <= 1e-9)
                    continue;
                var ratio = _table[row, _unknowns + _rows] / _table[row, column];
                if (
                    best < 0
                    || ratio < least - 1e-9
                    || (ratio <= least + 1e-9 && _basis[row] < _basis[best])
                )
                    (best, least) = (row, Math.Min(least, ratio));
            }
            if (best < 0)
                return false;
            Pivot(best, column);
        }
    }

    private void Pivot(int row, int column)
    {
        var by = _table[row, column];
        for (var at = 0; at <= _unknowns + _rows; at++)
            _table[row, at] /= by;
        for (var other = 0; other <= _rows; other++)
            if (other != row)
                Subtract(other, row, _table[other, column]);
        _basis[row] = column;
    }

    private void Subtract(int from, int row, double times)
    {
        if (times == 0)
            return;
        for (var at = 0; at <= _unknowns + _rows; at++)
        {
            _table[from, at] -= times * _table[row, at];
            if (Math.Abs(_table[from, at]) < 1e-11)
                _table[from, at] = 0;
        }
    }
}
