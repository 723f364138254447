namespace Survey.Standalone;

/// <summary>Tells whoever started the program on their own machine where things are. Keys are shown once, when they are
/// made, and only in a terminal: elsewhere what is written is kept.</summary>
internal static class Announcement
{
    public static void Announce(
        this WebApplication app,
        KeptKeys kept,
        Settings settings,
        HostOverrides overrides
    ) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var output = overrides.Output;
            var address = new UriBuilder(app.Urls.First());
            if (address.Host is "0.0.0.0" or "[::]" or "+" or "*")
                address.Host = "localhost";
            var root = address.Uri.GetLeftPart(UriPartial.Authority);
            output.WriteLine($"Survey:    {root}/");
            var isShown = kept.AreNew && overrides.IsTerminal;
            // On this machine a link may sign in: the answer takes the key out of the address.
            var isLink = isShown && address.Uri.IsLoopback;
            output.WriteLine($"Analysts:  {root}/releases{Code(isLink, kept.Keys.Analyst)}");
            output.WriteLine($"Admins:    {root}/manage{Code(isLink, kept.Keys.Admin)}");
            if (isShown)
            {
                output.WriteLine($"Analyst key: {kept.Keys.Analyst}");
                output.WriteLine($"Admin key:   {kept.Keys.Admin}");
            }
            if (settings.AnalystKey is null || settings.AdminKey is null)
                output.WriteLine($"Keys are in {KeyFile.PathIn(settings.DataPath)}");
            output.WriteLine($"Data:      {settings.DataPath}");
            output.WriteLine("To stop:   Ctrl+C");
        });

    private static string Code(bool isLink, string key) =>
        isLink ? $"?code={Uri.EscapeDataString(key)}" : "";
}
