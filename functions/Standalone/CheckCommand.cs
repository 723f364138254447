using Survey.Ask;
using Survey.Collect;

namespace Survey.Standalone;

/// <summary><c>check FOLDER</c>: every fault of a survey's files, with its file and line, and what belongs there.</summary>
internal static class CheckCommand
{
    /// <returns>0: it can be asked. 1: it has faults. 2: there is no such folder.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            return await CheckAsync(
                Arguments.Folder("check", args is [var folder] ? folder : null),
                output
            );
        }
        catch (StartException fault)
        {
            await error.WriteLineAsync(fault.Message);
            return 2;
        }
    }

    private static async Task<int> CheckAsync(string folder, TextWriter output)
    {
        var schemas = SurveyApp.SchemaFolderFor(folder);
        try
        {
            var definition = Definitions.Load(folder, schemas);
            await output.WriteLineAsync(InWords(definition));
            if (WaveRules.WhyHeld(definition) is { } reason)
                await output.WriteLineAsync($"No wave opens yet. {reason}");
            return 0;
        }
        catch (DefinitionException exception)
        {
            var known = Definitions.SchemasIn(schemas);
            foreach (var fault in exception.Faults)
            {
                await output.WriteLineAsync(
                    $"{Place(folder, fault)}: {fault.Words}"
                        + (fault.Pointer.Length > 0 ? $"  ({fault.Pointer})" : "")
                );
                var schema = $"{Path.GetFileNameWithoutExtension(fault.File)}.schema.json";
                if (known.Describe(schema, fault.Pointer) is { } belongs)
                    await output.WriteLineAsync($"    What belongs there: {belongs}");
            }
            await output.WriteLineAsync(
                exception.Faults.Count == 1 ? "1 fault." : $"{exception.Faults.Count} faults."
            );
            return 1;
        }
    }

    private static string Place(string folder, DefinitionFault fault)
    {
        var path = Path.Combine(folder, fault.File);
        return fault.Pointer.Length > 0 && File.Exists(path)
            ? $"{fault.File}:{JsonPlaces.LineOf(File.ReadAllBytes(path), fault.Pointer)}"
            : fault.File;
    }

    private static string InWords(Definition definition) =>
        $"{definition.Instrument.Name}: no faults. It asks {definition.Instrument.Items.Length} questions in "
        + $"{string.Join(", ", definition.Instrument.Languages)} and reports {definition.Reporting.Indicators.Length} indicators; "
        + $"earlier versions: {definition.Earlier.Length}.";
}
