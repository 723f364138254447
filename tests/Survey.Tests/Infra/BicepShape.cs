using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Survey.Tests.Infra;

/// <summary>Faults that a compiler would find, and an admin would stumble over: syntax, parameters, modules, outputs.</summary>
internal static partial class BicepShape
{
    public static IEnumerable<string> Find(IReadOnlyList<BicepFile> files, JsonNode values) =>
        files
            .SelectMany(file =>
                file.Faults.Select(fault => $"{file.Path}: does not parse at {fault}")
                    .Concat(Names(file))
                    .Concat(Modules(file, files))
                    .Concat(References(file, files))
            )
            .Concat(
                files.Where(IsMain).SelectMany(main => Bounds(main).Concat(Values(main, values)))
            );

    private static bool IsMain(BicepFile file) =>
        file.Path.EndsWith("/main.bicep", StringComparison.Ordinal);

    private static IEnumerable<string> Names(BicepFile file)
    {
        foreach (var parameter in file.Of("parameter"))
            if (string.IsNullOrWhiteSpace((string?)parameter.Decorator("description")))
                yield return $"{file.Path}: {parameter.Name} has no description";
        foreach (var declared in file.Of("parameter").Concat(file.Of("variable")))
            if (!file.Used.Contains(declared.Name))
                yield return $"{file.Path}: {declared.Name} is used nowhere";
    }

    /// <summary>What an admin types is checked before anything is made.</summary>
    private static IEnumerable<string> Bounds(BicepFile main) =>
        from parameter in main.Of("parameter")
        let isBound = parameter.Decorator("allowed") is not null
            || parameter.Type switch
            {
                "int" => parameter.Decorator("minValue") is not null
                    && parameter.Decorator("maxValue") is not null,
                "string" => parameter.Decorator("maxLength") is not null,
                _ => parameter.Type == "bool",
            }
        where !isBound
        select $"{main.Path}: {parameter.Name} has no bounds";

    private static IEnumerable<string> Modules(BicepFile file, IReadOnlyList<BicepFile> files)
    {
        foreach (var module in file.Of("module"))
        {
            if (Target(file, module, files) is not { } target)
            {
                yield return $"{file.Path}: there is no {module.Type}";
                continue;
            }
            var passed = (module.Body!["params"] as JsonObject ?? [])
                .Select(pair => pair.Key)
                .ToHashSet();
            foreach (var parameter in target.Of("parameter"))
                if (!passed.Remove(parameter.Name))
                    yield return $"{file.Path}: {module.Name} is not given {parameter.Name}";
            foreach (var stranger in passed)
                yield return $"{file.Path}: {module.Name} does not take {stranger}";
        }
    }

    private static IEnumerable<string> References(BicepFile file, IReadOnlyList<BicepFile> files) =>
        from Match match in OutputReference().Matches(file.Text)
        from module in file.Of("module")
        where module.Name == match.Groups[1].Value
        let target = Target(file, module, files)
        where
            target is not null
            && target.Of("output").All(output => output.Name != match.Groups[2].Value)
        select $"{file.Path}: {target.Path} puts out no {match.Groups[2].Value}";

    private static BicepFile? Target(
        BicepFile file,
        Declaration module,
        IReadOnlyList<BicepFile> files
    )
    {
        var path = $"{file.Path[..file.Path.LastIndexOf('/')]}/{module.Type}";
        return files.FirstOrDefault(other => other.Path == path);
    }

    /// <summary>main.parameters.json: everything can be set from azd's environment, and unset it is what Bicep says.</summary>
    private static IEnumerable<string> Values(BicepFile main, JsonNode values)
    {
        var given = values["parameters"]!
            .AsObject()
            .ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var parameter in main.Of("parameter"))
        {
            if (!given.Remove(parameter.Name, out var value))
                yield return $"main.parameters.json: {parameter.Name} cannot be set";
            else if (
                EnvironmentValue().Match((string)value!["value"]!) is not { Success: true } match
            )
                yield return $"main.parameters.json: {parameter.Name} comes from no variable";
            else if (match.Groups[2].Value != $"{parameter.Default}")
                yield return $"main.parameters.json: {parameter.Name} has another default";
        }
        foreach (var stranger in given.Keys)
            yield return $"main.parameters.json: there is no {stranger}";
    }

    [GeneratedRegex(@"(\w+)!?\.outputs\.(\w+)")]
    private static partial Regex OutputReference();

    [GeneratedRegex(@"^\$\{([A-Z_]+)(?:=([^}]*))?\}$")]
    private static partial Regex EnvironmentValue();
}
