using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Survey.Storage;

namespace Survey.Http;

/// <summary>Stands for a key in a browser for a working day. It is sent with nothing but the pages and files that need
/// a key, so never with a student's page, and every instance reads it. Once a key is changed it opens nothing.</summary>
public sealed class SignInCookie(
    IServiceProvider services,
    Keys keys,
    Functions functions,
    TimeProvider time
)
{
    public const string Name = "survey-signed-in";

    private static readonly TimeSpan WorkingDay = TimeSpan.FromHours(10);

    // Made when first needed, so that a student's first page does not wait for it. The keys are part of what protects:
    // whoever reads the store can make no cookie without them.
    private readonly Lazy<IDataProtector> _protector = new(() =>
        services
            .GetRequiredService<IDataProtectionProvider>()
            .CreateProtector(nameof(SignInCookie), keys.Fingerprint)
    );

    public void Set(HttpContext context, KeyHolder holder)
    {
        var ends = (time.GetUtcNow() + WorkingDay).ToUnixTimeSeconds();
        var content = string.Create(
            CultureInfo.InvariantCulture,
            $"{holder} {ends} {RandomNumberGenerator.GetHexString(16)}"
        );
        Write(context, _protector.Value.Protect(content), WorkingDay);
    }

    public void Remove(HttpContext context) => Write(context, "", TimeSpan.Zero);

    /// <summary>Who is signed in, as role and name of a session; null: nobody.</summary>
    public ClaimsPrincipal? Read(HttpRequest request)
    {
        if (request.Cookies[Name] is not { Length: > 0 } cookie)
            return null;
        try
        {
            if (
                _protector.Value.Unprotect(cookie).Split(' ') is not [var holder, var ends, var id]
                || long.Parse(ends, CultureInfo.InvariantCulture)
                    <= time.GetUtcNow().ToUnixTimeSeconds()
            )
                return null;
            return new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new(ClaimTypes.Role, holder), new(ClaimTypes.NameIdentifier, id)],
                    Name
                )
            );
        }
        // Not ours, or of other keys.
        catch (CryptographicException fault)
            when (fault.InnerException is not StorageUnavailableException)
        {
            return null;
        }
    }

    public static KeyHolder? HolderOf(ClaimsPrincipal? user) =>
        Enum.TryParse<KeyHolder>(user?.FindFirstValue(ClaimTypes.Role), out var holder)
            ? holder
            : null;

    private void Write(HttpContext context, string value, TimeSpan age)
    {
        foreach (var path in Paths)
            context.Response.Cookies.Append(
                Name,
                value,
                new CookieOptions
                {
                    HttpOnly = true,
                    MaxAge = age,
                    Path = path,
                    SameSite = SameSiteMode.Strict,
                    Secure = context.Request.IsHttps,
                }
            );
    }

    /// <summary>What the routes that need a key begin with.</summary>
    private ImmutableArray<string> Paths { get; } =
    [
        .. functions
            .Http.Where(function => function.Key is not null)
            .Select(function => $"/{function.Route.Split("/{")[0]}")
            .Distinct(),
    ];
}
