using System.Globalization;
using System.Net;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Survey.Publish;

/// <summary>Hands a notice to SendGrid's v3 API.</summary>
public sealed class NoticeMail(
    Settings settings,
    TimeProvider time,
    [FromKeyedServices(NoticeServices.SendGrid)] HttpClient http
)
{
    /// <summary>A wrong key or a sender not verified is mended by an admin, not by asking every few minutes.</summary>
    private static readonly TimeSpan UntilMended = TimeSpan.FromHours(1);

    /// <summary>Most programs never send a mail.</summary>
    private readonly Lazy<SendGridClient> _client = new(() => Client(settings.Notices, http));

    public async Task<Delivery> SendAsync(QueuedNotice notice, string address)
    {
        try
        {
            var response = await _client.Value.SendEmailAsync(Message(notice, address));
            return Read(response);
        }
        catch (HttpRequestException fault)
        {
            var why = fault.HttpRequestError.ToString();
            return
                fault.HttpRequestError
                    is HttpRequestError.NameResolutionError
                        or HttpRequestError.ConnectionError
                        or HttpRequestError.SecureConnectionError
                ? new Delivery.Later(why, null)
                : new Delivery.Unclear(why);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return new Delivery.Unclear(fault.GetType().Name);
        }
    }

    private static SendGridClient Client(NoticeSettings settings, HttpClient http)
    {
        var options = new SendGridClientOptions { ApiKey = settings.SendGridKey };
        if (settings.IsEu)
            options.SetDataResidency("eu");
        return new SendGridClient(http, options);
    }

    /// <summary>One recipient each, so that nobody sees the others; nothing in it tells who opened it.</summary>
    private SendGridMessage Message(QueuedNotice notice, string address)
    {
        var message = new SendGridMessage
        {
            From = new EmailAddress(settings.Notices.From),
            Subject = notice.Subject,
            PlainTextContent = notice.Text,
        };
        message.AddTo(address);
        message.AddCustomArg("notice", notice.Id);
        message.SetClickTracking(enable: false, enableText: false);
        message.SetOpenTracking(enable: false);
        if (settings.Notices.IsSandbox)
            message.SetSandBoxMode(enable: true);
        return message;
    }

    private Delivery Read(Response response)
    {
        var why = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => new Delivery.Accepted(why),
            HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                new Delivery.Later(why, RetryAfter(response)),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Delivery.Later(
                why,
                UntilMended
            ),
            _ => new Delivery.Refused(why),
        };
    }

    private TimeSpan? RetryAfter(Response response) =>
        response.Headers.RetryAfter is { } after
            ? after.Delta ?? after.Date - time.GetUtcNow()
            : null;
}
