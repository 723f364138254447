namespace Survey.Estimate;

/// <summary>How a weight's ratio to the mean follows from the linear predictor of calibration: grows with it, and is 1
/// at 0 (Deville and Särndal 1992).</summary>
internal abstract class CalibrationFunction
{
    /// <summary>Any ratio above 0: R's <c>calfun = "raking"</c>.</summary>
    public static CalibrationFunction Raking { get; } = new Exponential();

    /// <summary>Ratios within the bounds: R's <c>calfun = "logit"</c>.</summary>
    public static CalibrationFunction Bounded { get; } = new Logit(Bounds.Low, Bounds.High);

    /// <summary>A weight is no smaller and no larger than this times the mean.</summary>
    public static (double Low, double High) Bounds => (0.2, 5);

    public abstract double Ratio(double predictor);

    /// <summary>The ratio's derivative.</summary>
    public abstract double Slope(double predictor);

    /// <summary>The ratio's integral, but for a constant.</summary>
    public abstract double Integral(double predictor);

    private sealed class Exponential : CalibrationFunction
    {
        public override double Ratio(double predictor) => Math.Exp(predictor);

        public override double Slope(double predictor) => Math.Exp(predictor);

        public override double Integral(double predictor) => Math.Exp(predictor);
    }

    private sealed class Logit(double low, double high) : CalibrationFunction
    {
        private readonly double _rate = (high - low) / ((1 - low) * (high - 1));
        private readonly double _shift = Math.Log((1 - low) / (high - 1));

        public override double Ratio(double predictor) => low + (high - low) * Part(predictor);

        public override double Slope(double predictor)
        {
            var part = Part(predictor);
            return (high - low) * _rate * part * (1 - part);
        }

        public override double Integral(double predictor)
        {
            var x = _rate * predictor + _shift;
            // log(1 + e^x) without overflow.
            var log = Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
            return low * predictor + (high - low) / _rate * log;
        }

        private double Part(double predictor) => 1 / (1 + Math.Exp(-_rate * predictor - _shift));
    }
}
