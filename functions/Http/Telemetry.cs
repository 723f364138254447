using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Survey.Http;

/// <summary>Sends metrics and traces by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set; the exporter reads that and the
/// other OTEL_EXPORTER_OTLP_* settings itself.</summary>
internal static class Telemetry
{
    public static IServiceCollection AddTelemetry(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        if (!string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            services
                .AddOpenTelemetry()
                .ConfigureResource(resource =>
                    resource.Clear().AddService("survey").AddEnvironmentVariableDetector()
                )
                .WithMetrics(metrics =>
                    metrics.AddMeter(SurveyMetrics.MeterName, "System.Runtime").AddOtlpExporter()
                )
                .WithTracing(traces => traces.AddSource(Tracing.SourceName).AddOtlpExporter());
        return services;
    }
}
