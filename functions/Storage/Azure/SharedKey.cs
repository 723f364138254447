using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Survey.Storage;

/// <summary>Signs a request with the account's key, anew at every try since the date is signed too. The string to
/// sign: "Authorize with Shared Key" in the REST reference of Azure Storage.</summary>
internal abstract class SharedKey(AzureAccount account, TimeProvider clock)
    : HttpPipelineSynchronousPolicy
{
    /// <summary>How the table service takes it.</summary>
    public sealed class Tables(AzureAccount account, TimeProvider clock) : SharedKey(account, clock)
    {
        protected override string Scheme => "SharedKeyLite";

        protected override string StringToSign(Request request, string date, Uri uri) =>
            $"{date}\n{Resource(uri)}";
    }

    /// <summary>How the blob service takes it.</summary>
    public sealed class Blobs(AzureAccount account, TimeProvider clock) : SharedKey(account, clock)
    {
        private static readonly string[] Signed =
        [
            "Content-Encoding",
            "Content-Language",
            "Content-Length",
            "Content-MD5",
            "Content-Type",
            "Date",
            "If-Modified-Since",
            "If-Match",
            "If-None-Match",
            "If-Unmodified-Since",
            "Range",
        ];

        protected override string Scheme => "SharedKey";

        protected override string StringToSign(Request request, string date, Uri uri)
        {
            var text = new StringBuilder(request.Method.Method).Append('\n');
            foreach (var name in Signed)
                text.Append(ValueOf(request, name)).Append('\n');
            var own = request
                .Headers.Where(header =>
                    header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase)
                )
                .Select(header => $"{header.Name.ToLowerInvariant()}:{header.Value.Trim()}\n")
                .Order(StringComparer.Ordinal);
            text.AppendJoin("", own).Append(Resource(uri));
            foreach (
                var (name, value) in Query(uri).OrderBy(pair => pair.Name, StringComparer.Ordinal)
            )
                text.Append(CultureInfo.InvariantCulture, $"\n{name}:{value}");
            return text.ToString();
        }

        private static string ValueOf(Request request, string name)
        {
            if (name != "Content-Length")
                return request.Headers.TryGetValue(name, out var value) ? value : "";
            // Set by the transport only; signed as nothing when it is 0.
            return request.Content?.TryComputeLength(out var length) is true && length > 0
                ? length.ToString(CultureInfo.InvariantCulture)
                : "";
        }

        private static IEnumerable<(string Name, string Value)> Query(Uri uri) =>
            uri
                .Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Select(pair => (pair[0], pair.Length == 2 ? WebUtility.UrlDecode(pair[1]) : ""));
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        request.Headers.SetValue("x-ms-date", date);
        var text = StringToSign(request, date, request.Uri.ToUri());
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(account.Key!, Encoding.UTF8.GetBytes(text))
        );
        request.Headers.SetValue("Authorization", $"{Scheme} {account.Name}:{signature}");
    }

    protected abstract string Scheme { get; }

    protected abstract string StringToSign(Request request, string date, Uri uri);

    private string Resource(Uri uri) => $"/{account.Name}{uri.AbsolutePath}";
}
