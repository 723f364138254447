using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Survey.Http;

namespace Survey.Ask;

/// <summary>Whom to tell of a hole in the program (RFC 9116), when somebody is named.</summary>
public sealed class SecurityText(Settings settings, Definition definition, TimeProvider time)
{
    /// <summary>The file is written anew each day.</summary>
    private const int GoodForDays = 180;

    [Function(nameof(SecurityText))]
    [Described(
        "Whom to tell of a hole in the program (RFC 9116)",
        Answers = typeof(string),
        Media = "text/plain",
        Refuses = [nameof(Problems.NotFound)]
    )]
    public Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = ".well-known/security.txt"
        )]
            HttpRequest request
    ) =>
        Task.FromResult(
            settings.SecurityContact is { } contact
                ? Results.Text(Write(contact), "text/plain", System.Text.Encoding.UTF8)
                : Problems.NotFound.Because("Nobody is named.")
        );

    private string Write(string contact)
    {
        var ends = time.GetUtcNow().UtcDateTime.Date.AddDays(GoodForDays);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Contact: {contact}\nExpires: {ends:yyyy-MM-dd}T00:00:00Z\nPreferred-Languages: {string.Join(", ", definition.Instrument.Languages)}\n"
        );
    }
}
