using System.Collections.Immutable;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Manage;
using Survey.Publish;
using Survey.Storage;

namespace Survey;

/// <summary>What the program consists of, whoever hosts it.</summary>
internal static class SurveyApp
{
    /// <param name="underHost">Started by the Azure Functions host.</param>
    /// <exception cref="StartException">Names every setting that is wrong.</exception>
    public static Settings AddSurvey(
        this IHostApplicationBuilder builder,
        HostOverrides overrides,
        bool underHost
    )
    {
        var settings = Settings.Read(builder.Configuration, underHost);
        // Checking the definition is half of a start's work: beside the rest of it, and done before anything listens.
        var definition = Task.Run(() => LoadDefinition(settings));
        builder
            .Services.AddSingleton(settings)
            .AddSingleton(overrides.Time)
            .AddSingleton(_ => definition.GetAwaiter().GetResult())
            .AddStorage(settings)
            .AddHttp(overrides.Functions ?? Functions.OfProgram)
            .AddTelemetry(builder.Configuration)
            .AddAsk()
            .AddCollect()
            .AddPublish()
            .AddManage();
        overrides.Services?.Invoke(builder.Services);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // It warns that the keys of cookies are kept as they are; SignInCookie says why they may.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It warns that it sets Cache-Control of its own; that is no-store, as ours.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.Services.KeepMessagesOut();
        return settings;
    }

    private static readonly string Folder = Path.Join(AppContext.BaseDirectory, "surveys");

    /// <summary>Where the survey's definition is.</summary>
    public static string FolderOf(Settings settings) => Path.Join(Folder, settings.Folder);

    /// <summary>The folders of the surveys that come with the program.</summary>
    public static string[] Surveys() =>
        [
            .. new DirectoryInfo(Folder)
                .GetDirectories()
                .Select(folder => folder.Name)
                .Where(name => name != Definitions.SchemaFolder)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>With the operator that the settings name, if they do, in place of its own.</summary>
    public static Definition WithOperator(Definition definition, Settings settings)
    {
        if (settings.Operator is not { } named)
            return definition;
        var name = definition.Instrument.Languages.ToImmutableDictionary(
            language => language,
            _ => named.Name
        );
        return definition with
        {
            Pages = definition.Pages with { Operator = new(new Texts(name), named.Contact) },
            Earlier = [.. definition.Earlier.Select(one => WithOperator(one, settings))],
        };
    }

    public static Definition LoadDefinition(Settings settings)
    {
        var folder = FolderOf(settings);
        return Directory.Exists(folder)
            ? WithOperator(LoadDefinition(folder), settings)
            : throw new StartException($"Survey__Folder: there is no survey {settings.Folder}");
    }

    /// <exception cref="StartException">Names every fault of the definition.</exception>
    public static Definition LoadDefinition(string folder)
    {
        try
        {
            return Definitions.Load(folder, SchemaFolderFor(folder));
        }
        catch (DefinitionException exception)
        {
            throw new StartException([.. exception.Faults.Select(fault => $"{fault}")]);
        }
    }

    /// <summary>The schemas beside a survey, or those that come with the program where it lies elsewhere.</summary>
    public static string SchemaFolderFor(string folder) =>
        Path.Join(Path.GetFullPath(folder), "..", Definitions.SchemaFolder) is var beside
        && Directory.Exists(beside)
            ? beside
            : Path.Join(Folder, Definitions.SchemaFolder);
}
