using System.Net.Http.Headers;

namespace Survey.Simulator;

/// <summary>How the delivery of one response ended.</summary>
/// <param name="Status">The last answer's status; 0: none came.</param>
internal readonly record struct DeliveryEnd(int Status, int Tries);

internal static class Delivery
{
    /// <summary>Sends one body until the survey has said that it is kept or that it never will be, with growing pauses
    /// in between and never longer than <paramref name="patience"/>.</summary>
    public static async Task<DeliveryEnd> SendAsync(
        HttpClient client,
        byte[] body,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        var giveUp = TimeProvider.System.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(200);
        for (var tries = 1; ; tries++)
        {
            var (status, wait) = await TryAsync(client, body, cancel);
            var again = status is 0 or 429 or 500 or 502 or 503 or 504;
            if (!again || TimeProvider.System.GetElapsedTime(giveUp) > patience)
                return new DeliveryEnd(status, tries);
            await Task.Delay(wait ?? pause, cancel);
            pause = TimeSpan.FromSeconds(Math.Min(5, pause.TotalSeconds * 2));
        }
    }

    /// <summary>Sends one body, once.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        HttpClient client,
        byte[] body,
        CancellationToken cancel
    )
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await client.PostAsync("api/responses", content, cancel);
    }

    private static async Task<(int Status, TimeSpan? Wait)> TryAsync(
        HttpClient client,
        byte[] body,
        CancellationToken cancel
    )
    {
        try
        {
            using var answer = await PostAsync(client, body, cancel);
            return ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception fault)
            when (fault is HttpRequestException
                || !cancel.IsCancellationRequested && fault is OperationCanceledException
            )
        {
            return (0, null);
        }
    }
}
