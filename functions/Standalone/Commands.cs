namespace Survey.Standalone;

/// <summary>What is done to a data folder by a command, with the settings of the environment.</summary>
internal static class Commands
{
    /// <summary>A program may be running on the data meanwhile.</summary>
    /// <returns>What to say.</returns>
    public static async Task<string> BackupAsync(string folder)
    {
        var settings = Settings.OfEnvironment();
        if (!File.Exists(Path.Join(settings.DataPath, "survey.db")))
            throw new StartException($"Survey__DataPath: there are no data in {settings.DataPath}");
        var backup = new Backup(
            Path.GetFullPath(folder),
            SurveyApp.LoadDefinition(settings),
            TimeProvider.System
        );
        return $"Backup: {await backup.MakeAsync(settings.DataPath, default)}";
    }

    /// <summary>No program may be running on the data.</summary>
    /// <returns>What to say.</returns>
    public static Task<string> NewKeysAsync()
    {
        var settings = Settings.OfEnvironment();
        KeyFile.Rotate(settings.DataPath);
        return Task.FromResult($"New keys are in {KeyFile.PathIn(settings.DataPath)}");
    }
}
