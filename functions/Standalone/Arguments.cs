namespace Survey.Standalone;

/// <summary>The command line: <c>--urls http://localhost:8080</c>, and settings as <c>--Survey:DataPath=folder</c>.</summary>
internal static class Arguments
{
    /// <exception cref="StartException">Names every word that means nothing: it would pass unnoticed otherwise.</exception>
    public static void Check(string[] args)
    {
        var faults = new List<string>();
        for (var place = 0; place < args.Length; place++)
        {
            var name = args[place].Split('=')[0];
            var isOption = name.StartsWith("--", StringComparison.Ordinal);
            if (!IsKnown(name))
                faults.Add($"{name}: there is no such {(isOption ? "option" : "command")}");
            if (isOption && name == args[place] && ++place == args.Length)
                faults.Add($"{name}: needs a value");
        }
        if (faults.Count > 0)
            throw new StartException(faults);
    }

    /// <summary>The folder that a command is told.</summary>
    /// <param name="folder">Null: it was told none.</param>
    /// <exception cref="StartException">It was told none, or there is none.</exception>
    public static string Folder(string command, string? folder) =>
        folder is null
            ? throw new StartException(
                $"{command}: say which folder, e.g. {command} functions/surveys/youth-online-pt"
            )
        : Directory.Exists(folder) ? folder
        : throw new StartException($"{command}: there is no folder {folder}");

    private static bool IsKnown(string name) =>
        name == "--urls" || name.StartsWith("--Survey:", StringComparison.OrdinalIgnoreCase);
}
