using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Survey.Publish;

namespace Survey.Tests.Publish;

/// <summary>Answers as SendGrid's API does, on a port of this machine: 202 without a body, unless a test says otherwise.</summary>
internal sealed class FakeSendGrid : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeSendGrid(WebApplication app) => _app = app;

    /// <summary>What it was sent, in order, whatever it answered.</summary>
    public ConcurrentQueue<SentMail> Mails { get; } = [];

    /// <summary>Instead of 202.</summary>
    public Func<HttpContext, Task>? Answers { get; set; }

    public bool IsReachable { get; set; } = true;

    public static async Task<FakeSendGrid> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeSendGrid(builder.Build());
        fake._app.MapPost("/v3/mail/send", fake.AnswerAsync);
        await fake._app.StartAsync();
        return fake;
    }

    /// <summary>Knows only this server, whatever host is asked for.</summary>
    public HttpClient Client(TimeSpan timeout) => new(new Redirect(this)) { Timeout = timeout };

    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null) =>
        context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            // SendGrid repeats in its errors what was wrong.
            return context.Response.WriteAsync(
                """{"errors":[{"message":"ana@example.org is not valid","field":"to"}]}"""
            );
        };

    public static Task HangAsync(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted);

    public static Task ResetAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var mail = await JsonDocument.ParseAsync(context.Request.Body);
        Mails.Enqueue(
            new SentMail(
                context.Request.Headers["x-asked-host"].ToString(),
                context.Request.Headers.Authorization.ToString(),
                mail.RootElement
            )
        );
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        if (Answers is { } answers)
            await answers(context);
    }

    private sealed class Redirect(FakeSendGrid fake) : DelegatingHandler(NoticeServices.Handler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Add(
                "x-asked-host",
                request.RequestUri!.GetLeftPart(UriPartial.Authority)
            );
            // Port 1 of this machine: nobody listens.
            var server = fake.IsReachable ? fake._app.Urls.First() : "http://127.0.0.1:1";
            request.RequestUri = new Uri(new Uri(server), request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}

internal sealed record SentMail(string Host, string Authorization, JsonElement Body)
{
    public string To =>
        Body.GetProperty("personalizations")[0]
            .GetProperty("to")[0]
            .GetProperty("email")
            .GetString()!;

    public string Subject => Text("subject");

    public string Content => Body.GetProperty("content")[0].GetProperty("value").GetString()!;

    private string Text(string name) =>
        Body.TryGetProperty(name, out var value)
            ? value.GetString()!
            : Body.GetProperty("personalizations")[0].GetProperty(name).GetString()!;
}
