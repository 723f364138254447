using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Survey.Tests.Http.FunctionsHost;

/// <summary>What the Functions host sends to a custom handler: proxied requests (YARP's default transformer) and posted
/// timers.</summary>
internal sealed class HostProxy(Uri handler) : IDisposable
{
    private const string HostVersion = "4.1040.100.1";

    /// <summary>functionTimeout and a minute; here no test shall wait so long.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Never copied from one connection to the next.</summary>
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Transfer-Encoding",
        "Keep-Alive",
        "Upgrade",
        "Proxy-Connection",
        "TE",
        "Host",
    };

    private readonly HttpClient client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = false,
        }
    )
    {
        Timeout = Timeout,
    };

    public async Task ForwardAsync(HttpContext context)
    {
        using var request = Make(context);
        using var answer = await client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            context.RequestAborted
        );
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (!OfTheConnection.Contains(name))
                context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    /// <exception cref="InvalidOperationException">Any answer with which the invocation would fail or hang.</exception>
    public async Task PostTimerAsync(string timer, bool isPastDue)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Data = new
                {
                    timer = new
                    {
                        Schedule = new { AdjustForDST = true },
                        ScheduleStatus = new
                        {
                            Last = "2026-11-22T03:00:00+00:00",
                            LastUpdated = "2026-11-22T03:00:00+00:00",
                            Next = "2026-11-22T03:05:00+00:00",
                        },
                        IsPastDue = isPastDue,
                    },
                },
                Metadata = new
                {
                    sys = new
                    {
                        MethodName = timer,
                        UtcNow = "2026-11-22T03:05:00.0012345Z",
                        RandGuid = Guid.NewGuid(),
                    },
                },
            }
        );
        using var content = new StreamContent(new MemoryStream(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler, timer));
        request.Content = content;
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add(
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        );
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        request.Headers.Add("X-Azure-Functions-HostVersion", HostVersion);
        request.Headers.UserAgent.ParseAdd($"Azure-Functions-Host/{HostVersion}");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"The invocation failed: {answer.StatusCode}.");
        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
            throw new InvalidOperationException("The invocation failed: not JSON.");
        if (text.Length == 0 || text == "null")
            throw new InvalidOperationException("The invocation would hang: no object.");
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidOperationException("The invocation failed: no object.");
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Make(HttpContext context)
    {
        var from = context.Request;
        // As YARP writes it: what is still percent-encoded stays so, and Uri tidies it up once more.
        var target = new Uri(
            handler.GetLeftPart(UriPartial.Authority)
                + from.Path.ToUriComponent()
                + from.QueryString.ToUriComponent()
        );
        var request = new HttpRequestMessage(new HttpMethod(from.Method), target);
        if (from.ContentLength is > 0 || from.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(from.Body);
        foreach (var (name, values) in from.Headers)
            if (
                !OfTheConnection.Contains(name)
                && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)
            )
                request.Content?.Headers.TryAddWithoutValidation(
                    name,
                    (IEnumerable<string?>)values
                );
        var invocation = Guid.NewGuid().ToString();
        Overwrite(request, "x-ms-invocation-id", invocation);
        Overwrite(request, "X-Azure-Functions-InvocationId", invocation);
        Overwrite(request, "X-Azure-Functions-HostVersion", HostVersion);
        Overwrite(request, "X-Forwarded-For", $"{context.Connection.RemoteIpAddress}");
        Overwrite(request, "X-Forwarded-Proto", from.Scheme);
        Overwrite(request, "X-Forwarded-Host", from.Host.Value ?? "");
        request.Headers.Remove("X-Forwarded-Prefix");
        return request;
    }

    private static void Overwrite(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.Add(name, value);
    }
}
