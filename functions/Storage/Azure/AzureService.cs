using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Survey.Storage;

/// <summary>How requests to Azure Storage are made. Azure.Core tries three times more, waits as the service asks, and
/// counts an answer cut off in the middle as none.</summary>
internal sealed class AzureOptions : ClientOptions
{
    public AzureOptions()
    {
        // The service itself gives up after 30 seconds.
        Retry.NetworkTimeout = TimeSpan.FromSeconds(40);
        // An address in a log would hold the id of a response.
        Diagnostics.IsLoggingEnabled = false;
        Diagnostics.IsDistributedTracingEnabled = false;
        Diagnostics.IsTelemetryEnabled = false;
    }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>One service of a storage account.</summary>
internal sealed class AzureService
{
    private const string Scope = "https://storage.azure.com/.default";
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(5);

    private readonly AzureAccount _account;
    private readonly TimeProvider _clock;
    private readonly HttpPipeline _pipeline;
    private readonly string _name;

    private AzureService(
        string name,
        Uri address,
        AzureAccount account,
        HttpPipelinePolicy key,
        AzureOptions options
    )
    {
        _account = account;
        _clock = options.Clock;
        _name = name;
        Address = address;
        _pipeline = HttpPipelineBuilder.Build(
            options,
            account.Identity is null
                ? key
                : new BearerTokenAuthenticationPolicy(account.Identity, Scope)
        );
    }

    public static AzureService Tables(AzureAccount account, AzureOptions options) =>
        new(
            "Table",
            account.Tables,
            account,
            new SharedKey.Tables(account, options.Clock),
            options
        );

    public static AzureService Blobs(AzureAccount account, AzureOptions options) =>
        new("Blob", account.Blobs, account, new SharedKey.Blobs(account, options.Clock), options);

    public Uri Address { get; }

    /// <param name="path">After the service's address; encoded, with its query.</param>
    public HttpMessage Message(RequestMethod method, string path, string version)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(Address.AbsoluteUri + path));
        message.Request.Headers.Add("x-ms-version", version);
        return message;
    }

    /// <summary>Sends it, more than once if need be, and has the whole answer read.</summary>
    /// <exception cref="StorageUnavailableException">No answer came.</exception>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancel)
    {
        try
        {
            await _pipeline.SendAsync(message, cancel);
            return message.Response;
        }
        catch (AuthenticationFailedException e)
        {
            throw new StorageUnavailableException(
                $"no identity can be had for account {_account.Name}.",
                e
            );
        }
        catch (Exception e)
            when (e
                    is RequestFailedException
                        or AggregateException
                        or IOException
                        or OperationCanceledException
                && !cancel.IsCancellationRequested
            )
        {
            cancel.ThrowIfCancellationRequested();
            throw new StorageUnavailableException(
                $"the {_name} service at {Address.Authority} does not answer.",
                e
            );
        }
    }

    /// <summary>The service's own word for what went wrong, e.g. <c>TableNotFound</c>; empty when it has none.</summary>
    public static string CodeOf(Response response)
    {
        if (response.Headers.TryGetValue("x-ms-error-code", out var code))
            return code;
        try
        {
            return CodeIn(response.Content.ToMemory().Span);
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <param name="body"><c>{"odata.error":{"code":...}}</c>, and perhaps something after it.</param>
    public static string CodeIn(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        using var json = JsonDocument.ParseValue(ref reader);
        return
            json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("odata.error", out var error)
            && error.TryGetProperty("code", out var code)
            ? code.GetString() ?? ""
            : "";
    }

    /// <summary>An answer that means neither yes nor no to what was asked.</summary>
    public StorageUnavailableException Refusal(Response response, string? code = null)
    {
        code ??= CodeOf(response);
        var role = $"the role Storage {_name} Data Contributor";
        var reason = (code, _account.Key is not null) switch
        {
            _ when response.Status is not (401 or 403) =>
                $"it answers {response.Status} {code}".TrimEnd(),
            _ when Skew(response) is { } minutes =>
                $"this machine's clock is {minutes} minutes off",
            ("AuthorizationPermissionMismatch", _) => $"the identity lacks {role}",
            ("KeyBasedAuthenticationNotPermitted", _) => "it takes identities only, no key",
            ("AuthorizationFailure", false) =>
                $"its network rules refuse this machine, or the identity lacks {role}",
            ("AuthorizationFailure", true) =>
                "the account's key is refused, or its network rules refuse this machine",
            (_, true) => "the account's key is refused",
            (_, false) => "the identity is refused",
        };
        return new StorageUnavailableException(
            $"the {_name} service of account {_account.Name}: {reason}."
        );
    }

    private int? Skew(Response response) =>
        response.Headers.Date is { } theirs
        && (theirs - _clock.GetUtcNow()).Duration() is var skew
        && skew > AllowedSkew
            ? (int)skew.TotalMinutes
            : null;
}
