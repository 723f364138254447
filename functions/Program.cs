using Survey.Hosting;

namespace Survey;

/// <summary>The program: settings, stores, stages, in this order.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => Start.RunAsync(() => Build(args));

    /// <summary>The whole program, not yet started.</summary>
    /// <exception cref="StartException">A setting, a definition or a function.json is wrong.</exception>
    public static WebApplication Build(string[] args, Substitutes? substitutes = null)
    {
        substitutes ??= new Substitutes();
        var builder = Web.CreateBuilder(args, substitutes);
        var settings = Settings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        if (settings.FunctionsPort is null)
            DataFolder.Make(settings.DataPath);

        var functions = new Functions(builder.Services);
        (substitutes.Functions ?? AddFunctions)(functions);
        functions.Join(substitutes.FunctionsFolder);

        substitutes.Services?.Invoke(builder.Services);
        return Web.Build(builder, settings, functions, substitutes.Output);
    }

    private static void AddFunctions(Functions functions) =>
        functions.AddHttp<Health>(function => function.Run);
}
