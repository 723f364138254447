using System.Diagnostics.Metrics;

namespace Survey.Http;

/// <summary>What is counted of the program's work, as meter <c>Survey</c>. Sums only: nothing tells one respondent from
/// another.</summary>
public static class SurveyMetrics
{
    public const string MeterName = "Survey";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> AcceptedCount = Meter.CreateCounter<long>(
        "survey.responses.accepted",
        "{response}",
        "Responses stored."
    );

    private static readonly Counter<long> DuplicateCount = Meter.CreateCounter<long>(
        "survey.responses.duplicates",
        "{response}",
        "Responses sent again that were stored already."
    );

    private static readonly Counter<long> RefusedCount = Meter.CreateCounter<long>(
        "survey.requests.refused",
        "{request}",
        "Requests answered with a problem, by function and by the problem's name."
    );

    private static readonly Counter<long> WrongKeyCount = Meter.CreateCounter<long>(
        "survey.keys.wrong",
        "{key}",
        "Keys sent that are nobody's: typing errors, or guesses."
    );

    private static readonly Histogram<double> FoldDuration = Meter.CreateHistogram<double>(
        "survey.fold.duration",
        "s",
        "Counting the responses of a closed wave."
    );

    public static void Accepted() => AcceptedCount.Add(1);

    public static void Duplicate() => DuplicateCount.Add(1);

    public static void Refused(string function, Problem reason) =>
        RefusedCount.Add(1, new("function", function), new("reason", reason.Name));

    public static void WrongKey() => WrongKeyCount.Add(1);

    public static void Folded(TimeSpan duration) => FoldDuration.Record(duration.TotalSeconds);
}
