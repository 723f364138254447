using Azure.Core;
using Azure.Core.Pipeline;

namespace Survey.Storage;

/// <summary>Whether a request was sent more than once while this is open: then the service may have done it before the
/// answer that the caller got.</summary>
internal sealed class Retried : IDisposable
{
    private readonly IDisposable _scope;

    public Retried() =>
        _scope = HttpPipeline.CreateHttpMessagePropertiesScope(
            new Dictionary<string, object?> { [nameof(Retried)] = this }
        );

    public bool Value { get; set; }

    public void Dispose() => _scope.Dispose();

    /// <summary>Notes it; in the pipeline of every client.</summary>
    public sealed class Policy : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            if (
                message.ProcessingContext.RetryNumber > 0
                && message.TryGetProperty(nameof(Retried), out var retried)
            )
                ((Retried)retried!).Value = true;
        }
    }
}
