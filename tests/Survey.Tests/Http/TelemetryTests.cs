using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Survey.Http;
using Xunit;

namespace Survey.Tests.Http;

public sealed class TelemetryTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public void Work_is_counted()
    {
        var counted = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == SurveyMetrics.MeterName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        void Count(
            Instrument instrument,
            double value,
            ReadOnlySpan<KeyValuePair<string, object?>> tags
        )
        {
            var name = instrument.Name;
            foreach (var (tag, word) in tags)
                name += $" {tag}={word}";
            counted.AddOrUpdate(name, value, (_, sum) => sum + value);
        }
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Count(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Count(i, value, tags));
        listener.Start();

        SurveyMetrics.Accepted();
        SurveyMetrics.Duplicate();
        SurveyMetrics.Refused("OnlyHere", Problems.WaveClosed);
        SurveyMetrics.Folded(TimeSpan.FromSeconds(2));
        SurveyMetrics.WrongKey();

        // Other tests, at the same time, may count too.
        Assert.True(counted["survey.responses.accepted"] >= 1);
        Assert.True(counted["survey.responses.duplicates"] >= 1);
        Assert.True(counted["survey.fold.duration"] >= 2);
        Assert.True(counted["survey.keys.wrong"] >= 1);
        Assert.Equal(1, counted["survey.requests.refused function=OnlyHere reason=wave-closed"]);
    }

    [Fact]
    public async Task What_asks_for_a_key_continues_the_callers_trace_and_a_respondent_has_none()
    {
        var traced = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllData,
            ActivityStopped = traced.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var program = await TestProgram.StartAsync(
            functions: TestFunctions.All,
            services: services => services.AddSingleton<Diary>()
        );
        foreach (var path in new[] { "/api/secret", "/api/things/one", "/" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
            using var answer = await program.Client.SendAsync(request);
        }
        var mine = traced.Where(activity => activity.TraceId.ToHexString() == Trace);
        Assert.Equal(["Secret"], mine.Select(activity => activity.OperationName));
    }

    [Fact]
    public async Task Metrics_go_to_the_collector_that_is_named()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var endpoint = $"http://{collector.LocalEndpoint}";
        var asked = FirstRequestAsync(collector);
        var program = await TestProgram.StartAsync(
            new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            }
        );
        SurveyMetrics.Accepted();
        // What was counted is sent at the latest when the program stops.
        await program.DisposeAsync();
        Assert.Matches("^POST /v1/(metrics|traces) HTTP/1.1$", await asked);
    }

    /// <summary>Of the first connection that says something: one may be given up before, on a busy machine.</summary>
    private static async Task<string> FirstRequestAsync(TcpListener collector)
    {
        while (true)
        {
            using var client = await collector.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream());
            if (await reader.ReadLineAsync() is not { } line)
                continue;
            collector.Stop();
            return line;
        }
    }
}
