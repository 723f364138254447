namespace Survey.Tests.Publish;

/// <summary>The attacker's own linear programming: nonnegative unknowns under equations, the textbook tableau in two
/// phases with Bland's rule. Shares nothing with the program's.</summary>
internal sealed class Simplex
{
    private readonly double[,] table;
    private readonly int[] basis;
    private readonly int unknowns;
    private readonly int rows;

    public Simplex(int unknowns, IReadOnlyList<(double[] Coefficients, double Is)> equations)
    {
        this.unknowns = unknowns;
        rows = equations.Count;
        basis = [.. Enumerable.Range(unknowns, rows)];
        table = new double[rows + 1, unknowns + rows + 1];
        for (var row = 0; row < rows; row++)
        {
            var sign = equations[row].Is < 0 ? -1 : 1;
            for (var column = 0; column < unknowns; column++)
                table[row, column] = sign * equations[row].Coefficients[column];
            table[row, unknowns + row] = 1;
            table[row, unknowns + rows] = sign * equations[row].Is;
        }
        // Phase 1: the sum of the artificial unknowns goes to 0.
        for (var row = 0; row < rows; row++)
        for (var column = 0; column <= unknowns + rows; column++)
            if (column < unknowns || column == unknowns + rows)
                table[rows, column] += table[row, column];
        Climb();
        if (table[rows, unknowns + rows] > 1e-6)
            throw new InvalidOperationException("The published counts contradict each other.");
        for (var row = 0; row < rows; row++)
        for (var column = 0; column < unknowns && basis[row] >= unknowns; column++)
            if (Math.Abs(table[row, column]) > 1e-7)
                Pivot(row, column);
    }

    /// <summary>The largest value the form can take; infinite when nothing bounds it.</summary>
    public double Max(double[] form)
    {
        for (var column = 0; column <= unknowns + rows; column++)
            table[rows, column] = column < unknowns ? form[column] : 0;
        for (var row = 0; row < rows; row++)
            if (basis[row] < unknowns)
                Subtract(rows, row, table[rows, basis[row]]);
        return Climb() ? -table[rows, unknowns + rows] : double.PositiveInfinity;
    }

    public double Min(double[] form) => -Max([.. form.Select(x => -x)]);

    private bool Climb()
    {
        while (true)
        {
            var column = 0;
            while (column < unknowns && table[rows, column] <= 1e-9)
                column++;
            if (column == unknowns)
                return true;
            var (best, least) = (-1, double.PositiveInfinity);
            for (var row = 0; row < rows; row++)
            {
                if (table[row, column] <= 1e-9)
                    continue;
                var ratio = table[row, unknowns + rows] / table[row, column];
                if (
                    best < 0
                    || ratio < least - 1e-9
                    || (ratio <= least + 1e-9 && basis[row] < basis[best])
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
        var by = table[row, column];
        for (var at = 0; at <= unknowns + rows; at++)
            table[row, at] /= by;
        for (var other = 0; other <= rows; other++)
            if (other != row)
                Subtract(other, row, table[other, column]);
        basis[row] = column;
    }

    private void Subtract(int from, int row, double times)
    {
        if (times == 0)
            return;
        for (var at = 0; at <= unknowns + rows; at++)
        {
            table[from, at] -= times * table[row, at];
            if (Math.Abs(table[from, at]) < 1e-11)
                table[from, at] = 0;
        }
    }
}
