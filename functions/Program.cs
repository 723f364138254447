using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;
using Survey.Standalone;
using Survey.Standalone.Demo;

namespace Survey;

/// <summary>One program, two ways to run: started by the Azure Functions host it is an isolated worker, started alone it
/// is its own host.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) =>
        args switch
        {
            ["audit", .. var folders] => AuditAsync(folders),
            ["backup", var folder] => Start.ActAsync(() => Commands.BackupAsync(folder)),
            ["new-keys"] => Start.ActAsync(Commands.NewKeysAsync),
            ["check", .. var folder] => CheckCommand.RunAsync(folder, Console.Out, Console.Error),
            _ => Start.RunAsync(() => BuildAsync(args)),
        };

    /// <summary>Reads files of releases; starts nothing.</summary>
    private static Task<int> AuditAsync(string[] folders)
    {
        var settings = Settings.OfEnvironment();
        return AuditCommand.RunAsync(
            SurveyApp.LoadDefinition(settings),
            folders,
            Console.Out,
            Console.Error
        );
    }

    private static async Task<IHost> BuildAsync(string[] args) =>
        args.Any(IsFromHost) ? BuildWorker(args)
        : args is ["demo", .. var rest] ? await DemoProgram.BuildAsync(rest, new HostOverrides())
        : args is ["preview", .. var folder]
            ? await PreviewProgram.BuildAsync(folder, new HostOverrides())
        : await StandaloneProgram.BuildAsync(args);

    /// <summary>The host names its own address to the programs that it starts.</summary>
    private static bool IsFromHost(string argument) =>
        argument.StartsWith("--functions-uri", StringComparison.Ordinal);

    private static IHost BuildWorker(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<WorkerMiddleware>();
        var settings = builder.AddSurvey(new HostOverrides(), underHost: true);
        builder
            .Services.AddSingleton(new Keys(settings.AnalystKey!, settings.AdminKey!))
            .AddSingleton(new Checksum(settings.ChecksumKey!))
            .AddSingleton<IFunctionActivator, KeptFunctions>()
            .Configure<ForwardedHeadersOptions>(ForwardedNetworks.Trust);
        return builder.Build();
    }
}
