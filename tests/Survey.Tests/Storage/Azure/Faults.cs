using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Survey.Tests.Storage.Azure;

/// <summary>What can go wrong between the program and the service.</summary>
public enum Fault
{
    /// <summary>The service did it; its answer never came.</summary>
    ReplyLost,

    /// <summary>The connection broke before the service had the request.</summary>
    RequestLost,

    /// <summary>503 ServerBusy with Retry-After; nothing was done.</summary>
    Busy,

    /// <summary>500 although the service did it.</summary>
    FailedAfter,

    /// <summary>The service did it, and we gave up waiting for its answer.</summary>
    TimedOut,

    /// <summary>The service did it, and then nothing comes for ever.</summary>
    Silence,

    /// <summary>The answer breaks off in the middle of its body.</summary>
    CutShort,
}

/// <summary>Every fault, one test each.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryFaultAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
        Enum.GetValues<Fault>()
            .Where(fault => fault != Fault.Silence)
            .Select(fault => new object[] { fault });
}

/// <summary>Stands between the clients and the network, and does to a request what the test asks for.</summary>
internal sealed class FaultyNetwork : DelegatingHandler
{
    private readonly Queue<Fault> _faults = new();

    public FaultyNetwork()
        : base(new SocketsHttpHandler()) { }

    /// <summary>Every request that came here.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Answers instead of the service while it returns one.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Answer { get; set; } = _ => null;

    /// <summary>Strikes the next requests, one each.</summary>
    public FaultyNetwork Next(params Fault[] faults)
    {
        foreach (var fault in faults)
            _faults.Enqueue(fault);
        return this;
    }

    /// <summary>Puts it under a client.</summary>
    public void Configure(ClientOptions options)
    {
        options.Transport = new HttpClientTransport(new HttpClient(this));
        options.Retry.Delay = TimeSpan.FromMilliseconds(5);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancel
    )
    {
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        if (Answer(request) is { } answer)
            return answer;
        if (!_faults.TryDequeue(out var fault))
            return await base.SendAsync(request, cancel);
        if (fault == Fault.Busy)
            return Respond(HttpStatusCode.ServiceUnavailable, "ServerBusy", ("Retry-After", "0"));
        if (fault == Fault.RequestLost)
            throw new HttpRequestException("connection refused");
        var response = await base.SendAsync(request, cancel);
        switch (fault)
        {
            case Fault.FailedAfter:
                return Respond(HttpStatusCode.InternalServerError, "OperationTimedOut");
            case Fault.TimedOut:
                throw new TaskCanceledException("The request was canceled.");
            case Fault.Silence:
                await Task.Delay(Timeout.Infinite, cancel);
                return response;
            case Fault.CutShort:
                var whole = await response.Content.ReadAsByteArrayAsync(cancel);
                var cut = new StreamContent(new BrokenStream(whole[..(whole.Length / 2)]));
                foreach (var (name, values) in response.Content.Headers)
                    cut.Headers.TryAddWithoutValidation(name, values);
                response.Content = cut;
                return response;
            default:
                throw new HttpRequestException("connection reset");
        }
    }

    /// <summary>An answer as the services give it when something is wrong.</summary>
    public static HttpResponseMessage Respond(
        HttpStatusCode status,
        string code,
        params (string Name, string Value)[] headers
    )
    {
        var response = new HttpResponseMessage(status)
        {
            Content = new StringContent(
                $$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"x"} } }"""
            ),
        };
        response.Headers.Add("x-ms-error-code", code);
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    /// <summary>Gives its start and then breaks.</summary>
    private sealed class BrokenStream(byte[] start) : Stream
    {
        private int _given;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var next = start.AsSpan(_given);
            next = next[..Math.Min(count, next.Length)];
            if (next.IsEmpty)
                throw new IOException("connection reset");
            next.CopyTo(buffer.AsSpan(offset));
            _given += next.Length;
            return next.Length;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => _given;
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();
    }
}
