using Azure;
using Azure.Identity;

namespace Survey.Storage;

/// <summary>What it means when a service of Azure Storage gives no answer to what was asked.</summary>
/// <param name="service">Table or Blob.</param>
internal sealed class AzureFaults(string service, Uri address)
{
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(5);

    /// <exception cref="StorageUnavailableException">Says in one line what to look at.</exception>
    public async Task<T> GuardAsync<T>(Func<Task<T>> act, CancellationToken cancel)
    {
        try
        {
            return await act();
        }
        catch (Exception e)
            when (e
                    is RequestFailedException
                        or AggregateException
                        or AuthenticationFailedException
                        or IOException
                        or OperationCanceledException
            )
        {
            cancel.ThrowIfCancellationRequested();
            throw e is RequestFailedException { Status: > 0 } refused
                ? Unavailable(ReasonOf(refused))
                : Unavailable(
                    e is AuthenticationFailedException
                        ? "no identity can be had"
                        : "it does not answer",
                    e
                );
        }
    }

    private StorageUnavailableException Unavailable(string reason, Exception? inner = null) =>
        new($"the {service} service at {address.Authority}: {reason}.", inner);

    private string ReasonOf(RequestFailedException refused)
    {
        var role = $"the role Storage {service} Data Contributor";
        return refused.ErrorCode switch
        {
            _ when refused.Status is not (401 or 403) =>
                $"it answers {refused.Status} {refused.ErrorCode}".TrimEnd(),
            _ when SkewOf(refused) is { } minutes =>
                $"this machine's clock is {minutes} minutes off",
            "AuthorizationPermissionMismatch" => $"the identity lacks {role}",
            "KeyBasedAuthenticationNotPermitted" => "it takes identities only, no key",
            _ =>
                $"the account's key is refused, or the identity lacks {role}, or network rules refuse this machine",
        };
    }

    private static int? SkewOf(RequestFailedException refused) =>
        refused.GetRawResponse()?.Headers.Date is { } theirs
        && (theirs - TimeProvider.System.GetUtcNow()).Duration() is var skew
        && skew > AllowedSkew
            ? (int)skew.TotalMinutes
            : null;
}
