using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Survey.Http;

namespace Survey.Standalone;

/// <summary>Keeps the program within the files that the system lets it have open, of which each connection is one: with
/// none left the runtime ends the program. Past a first number of connections a request is answered with 503, past a
/// second a connection is closed at once.</summary>
internal sealed class OpenFiles
{
    /// <summary>For the runtime, which keeps its some 200 assemblies open, the store with its readers, and files of
    /// releases.</summary>
    public const int Reserved = 400;

    /// <summary>Fewer connections than a school class opens are of no use.</summary>
    public const int FewestConnections = 50;

    /// <summary>More is not worth its memory on one machine.</summary>
    private const int MostConnections = 20_000;

    private const string PastTheLimit = "survey-past-the-limit";

    private readonly int _connections;
    private int _open;

    private OpenFiles(int connections) => _connections = connections;

    /// <exception cref="StartException">The system allows too few.</exception>
    public static OpenFiles OfThisProcess()
    {
        var allowed = Allowed();
        return allowed - Reserved < FewestConnections
            ? throw new StartException(
                $"The system lets this program open {allowed} files; it needs {Reserved + FewestConnections} (ulimit -n)."
            )
            : new OpenFiles((int)Math.Min(allowed - Reserved, MostConnections));
    }

    public void Limit(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxConcurrentConnections = _connections;
        kestrel.ConfigureEndpointDefaults(endpoint =>
            endpoint.Use(next =>
                async connection =>
                {
                    if (Interlocked.Increment(ref _open) > _connections * 3 / 4)
                        connection.Items[PastTheLimit] = true;
                    try
                    {
                        await next(connection);
                    }
                    finally
                    {
                        Interlocked.Decrement(ref _open);
                    }
                }
            )
        );
    }

    /// <summary>The first in the line of what handles a request.</summary>
    public static Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (
            context.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(PastTheLimit) != true
        )
            return next(context);
        context.Response.Headers.Connection = "close";
        return Problems
            .Busy.Because("Send it again in a while.", retryAfter: 2)
            .ExecuteAsync(context);
    }

    /// <summary>How many files this process may have open.</summary>
    private static long Allowed()
    {
        if (OperatingSystem.IsWindows())
            return long.MaxValue;
        // The runtime has raised the first to the second when it started.
        var resource = OperatingSystem.IsMacOS() ? 8 : 7;
        return GetLimit(resource, out var limit) == 0
            ? (long)Math.Min(limit.Now, int.MaxValue)
            : throw new StartException("The system does not say how many files may be open.");
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Now;
        public ulong Most;
    }

    /// <summary>RLIMIT_NOFILE of getrlimit(2): 7 on Linux, 8 on macOS.</summary>
    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int resource, out ResourceLimit limit);
}
