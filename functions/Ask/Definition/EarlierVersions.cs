using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads what a survey asked before: the folder <c>earlier</c> holds a folder for each version, with
/// instrument.json and indicators.json as they were, byte for byte, and any other file that was another then.</summary>
internal static class EarlierVersions
{
    private const string Folder = "earlier";

    /// <param name="folder">Of the survey.</param>
    /// <param name="read">Makes a definition of a version's own files.</param>
    /// <exception cref="DefinitionException">Something is wrong with an earlier version; names everything.</exception>
    public static Definition Add(
        Definition definition,
        string folder,
        Func<ImmutableDictionary<string, byte[]>, Definition> read
    )
    {
        var place = Path.Combine(folder, Folder);
        if (!Directory.Exists(place))
            return definition;
        var faults = new List<DefinitionFault>();
        var earlier = Directory
            .GetDirectories(place)
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)
            .Select(version => Read(definition, place, version, read, faults))
            .OfType<Definition>()
            .ToImmutableArray();
        return faults.Count == 0
            ? definition with
            {
                Earlier = earlier,
            }
            : throw new DefinitionException(definition.Id, faults);
    }

    private static Definition? Read(
        Definition definition,
        string place,
        string version,
        Func<ImmutableDictionary<string, byte[]>, Definition> read,
        List<DefinitionFault> faults
    )
    {
        try
        {
            var found = read(Definitions.FilesIn(Path.Combine(place, version)));
            var name = $"{definition.Instrument.Id}/{version}";
            if (found.Instrument.Name != name || version == definition.Instrument.Version)
                faults.Add(
                    new(
                        $"{Folder}/{version}/instrument.json",
                        "/version",
                        $"is {found.Instrument.Name}, where an earlier version {name} is to be"
                    )
                );
            return found;
        }
        catch (DefinitionException exception)
        {
            faults.AddRange(
                exception.Faults.Select(fault =>
                    fault with
                    {
                        File = $"{Folder}/{version}/{fault.File}",
                    }
                )
            );
            return null;
        }
    }
}
