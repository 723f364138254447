using System.Text.Json;

namespace Survey.Standalone.Demo;

/// <summary>How made-up respondents answer (people.json). Effects are added to log odds.</summary>
/// <param name="Stops">The chance to stop for good before a section.</param>
/// <param name="Blank">The chance to leave an item blank, where the item says none of its own.</param>
public sealed record PeopleModel(
    IReadOnlyList<string> Traits,
    double Stops,
    double Blank,
    IReadOnlyDictionary<string, ItemModel> Items
)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads the model beside a survey's definition.</summary>
    /// <exception cref="InvalidDataException">The file is missing or not a model.</exception>
    public static PeopleModel Load(string folder)
    {
        var path = Path.Combine(folder, "people.json");
        if (!File.Exists(path))
            throw new InvalidDataException(
                "This survey has no people.json, so nobody can be made up for it."
            );
        using var file = File.OpenRead(path);
        return JsonSerializer.Deserialize<PeopleModel>(file, Json)
            ?? throw new InvalidDataException("people.json is empty.");
    }
}

/// <param name="Shares">Of a single-choice item they add up to 1; of a multi-choice one each stands alone.</param>
/// <param name="Effects">Option of an earlier item to effects on this item's options.</param>
/// <param name="Traits">Trait to effects per standard deviation.</param>
/// <param name="PerWave">What each further wave adds.</param>
public sealed record ItemModel(
    IReadOnlyDictionary<string, double> Shares,
    double? Blank = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? Effects = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? Traits = null,
    IReadOnlyDictionary<string, double>? PerWave = null
);
