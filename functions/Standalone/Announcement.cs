using Survey.Http;

namespace Survey.Standalone;

/// <summary>Tells whoever started the program on their own machine where things are.</summary>
internal static class Announcement
{
    public static void Announce(
        this WebApplication app,
        Keys keys,
        string dataPath,
        TextWriter output
    ) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var address = new UriBuilder(app.Urls.First());
            if (address.Host is "0.0.0.0" or "[::]" or "+" or "*")
                address.Host = "localhost";
            var root = address.Uri.GetLeftPart(UriPartial.Authority);
            output.WriteLine($"Survey:    {root}/");
            // On this machine a link may sign in: the answer takes the key out of the address.
            if (address.Uri.IsLoopback)
            {
                output.WriteLine(
                    $"Analysts:  {root}/releases?code={Uri.EscapeDataString(keys.Analyst)}"
                );
                output.WriteLine(
                    $"Admins:    {root}/manage?code={Uri.EscapeDataString(keys.Admin)}"
                );
            }
            else
                output.WriteLine($"Analysts:  {root}/releases with the key {keys.Analyst}");
            output.WriteLine($"Admin key: {keys.Admin}");
            output.WriteLine($"Data:      {dataPath}");
            output.WriteLine("To stop:   Ctrl+C");
        });
}
