using Survey.Ask;
using Survey.Collect;
using Survey.Demo;
using Survey.Hosting;
using Survey.Publish;
using Survey.Storage;

namespace Survey;

/// <summary>The program: settings, the survey, its store, its functions.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => Start.RunAsync(() => BuildAsync(args));

    private static async Task<WebApplication> BuildAsync(string[] args)
    {
        if (args is ["demo", .. var rest])
            return await DemoProgram.BuildAsync(rest, new Substitutes());
        var app = Build(args);
        // Under the Functions host a store that is away for a moment must not count as a program that breaks.
        if (app.Services.GetRequiredService<Settings>().FunctionsPort is null)
            await app.Services.GetRequiredService<Stores>().CheckAsync(default);
        return app;
    }

    /// <summary>The whole program, not yet started.</summary>
    /// <exception cref="StartException">A setting, the survey's definition or a function.json is wrong.</exception>
    public static WebApplication Build(string[] args, Substitutes? substitutes = null)
    {
        substitutes ??= new Substitutes();
        var builder = Web.CreateBuilder(args, substitutes);
        var settings = Settings.Read(builder.Configuration);
        if (settings.FunctionsPort is null)
            DataFolder.Make(settings.DataPath);
        // Checking the definition is half of a start's work: beside the rest of it, and done before anything listens.
        var definition = Task.Run(() => LoadDefinition(settings));
        builder
            .Services.AddSingleton(settings)
            .AddSingleton(_ => definition.GetAwaiter().GetResult())
            .AddStorage(settings)
            .AddAsk()
            .AddCollect()
            .AddPublish();

        var functions = new Functions(builder.Services);
        (substitutes.Functions ?? AddFunctions)(functions);
        functions.Join(substitutes.FunctionsFolder);

        substitutes.Services?.Invoke(builder.Services);
        var app = Web.Build(builder, settings, functions, substitutes.Output);
        definition.GetAwaiter().GetResult();
        return app;
    }

    /// <summary>Where the survey's definition is.</summary>
    internal static string SurveyFolder(Settings settings) =>
        Path.Join(AppContext.BaseDirectory, "surveys", settings.Folder);

    private static Definition LoadDefinition(Settings settings)
    {
        var folder = SurveyFolder(settings);
        if (!Directory.Exists(folder))
            throw new StartException($"Survey__Folder: there is no survey {settings.Folder}");
        try
        {
            return Definitions.Load(folder);
        }
        catch (DefinitionException exception)
        {
            throw new StartException([.. exception.Faults.Select(fault => $"{fault}")]);
        }
    }

    private static void AddFunctions(Functions functions) =>
        functions
            .AddHttp<SurveyPage>(function => function.Run)
            .AddHttp<PostAnswers>(function => function.Run)
            .AddHttp<GetSurvey>(function => function.Run)
            .AddHttp<SubmitResponse>(function => function.Run)
            .AddHttp<ListWaves>(function => function.Run)
            .AddHttp<ChangeWave>(function => function.Run)
            .AddHttp<CloseWave>(function => function.Run)
            .AddHttp<ReleasePages>(function => function.Run)
            .AddHttp<ListReleases>(function => function.Run)
            .AddHttp<GetRelease>(function => function.Run)
            .AddHttp<DownloadRelease>(function => function.Run)
            .AddHttp<ReviseRelease>(function => function.Run)
            .AddTimer<RollWaves>(function => function.Run)
            .AddTimer<PublishReleases>(function => function.Run)
            .AddTimer<EraseResponses>(function => function.Run)
            .AddHttp<OpenApi>(function => function.Run)
            .AddHttp<Health>(function => function.Run);
}
