using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Survey.Standalone;
using Xunit;

namespace Survey.Tests.Standalone;

public sealed class LineLoggerTests
{
    [Fact]
    public void The_same_warning_is_one_line_a_minute_with_a_count()
    {
        var time = new FakeTimeProvider();
        using var output = new StringWriter();
        using var lines = new LineLogger(output, time);
        var log = lines.CreateLogger("Survey.X");
        for (var failure = 0; failure < 1000; failure++)
            log.LogWarning("{Function} failed", "SubmitResponse");
        log.LogWarning("{Function} failed", "GetSurvey");
        log.LogInformation("begun");
        log.LogInformation("begun");
        time.Advance(TimeSpan.FromMinutes(1));
        log.LogWarning("{Function} failed", "SubmitResponse");
        Assert.Equal(
            [
                "Warning Survey.X: SubmitResponse failed",
                "Warning Survey.X: GetSurvey failed",
                "Information Survey.X: begun",
                "Information Survey.X: begun",
                "Warning Survey.X: SubmitResponse failed (999 more like it before)",
            ],
            output
                .ToString()
                .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line[21..])
        );
    }
}
