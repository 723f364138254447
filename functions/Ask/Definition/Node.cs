using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Survey.Ask;

/// <summary>What is shared while a definition is read: its languages and the faults found so far.</summary>
internal sealed class Findings
{
    public List<DefinitionFault> Faults { get; } = [];

    public ImmutableArray<string> Languages { get; set; } = [];

    /// <returns>Null, and no fault, for what has one and may be left out.</returns>
    public T? Try<T>(bool mayBeLeftOut, Func<T> read)
        where T : class
    {
        var before = Faults.Count;
        var made = read();
        if (!mayBeLeftOut || Faults.Count == before)
            return made;
        Faults.RemoveRange(before, Faults.Count - before);
        return null;
    }
}

/// <summary>A JSON value that knows its place, so that a fault can be named where it is. Readers expect the shape that
/// <see cref="Schemas"/> has checked.</summary>
internal readonly struct Node(string file, string pointer, JsonElement value, Findings findings)
{
    public JsonElement Value => value;

    public Node? this[string member] =>
        value.TryGetProperty(member, out var found) ? Below(member, found) : null;

    public IEnumerable<(string Name, Node Node)> Members()
    {
        var self = this;
        return value
            .EnumerateObject()
            .Select(member => (member.Name, self.Below(member.Name, member.Value)));
    }

    public IEnumerable<Node> Items()
    {
        var self = this;
        return value
            .EnumerateArray()
            .Select(
                (item, index) => self.Below(index.ToString(CultureInfo.InvariantCulture), item)
            );
    }

    /// <summary>The items of a member that is a list; none when it is not there.</summary>
    public IEnumerable<Node> Items(string member) => this[member]?.Items() ?? [];

    /// <summary>Another value in the same place.</summary>
    public Node With(JsonElement other) => new(file, pointer, other, findings);

    public void Fault(string words) => findings.Faults.Add(new(file, pointer, words));

    /// <summary>At a member, which need not be there.</summary>
    public void FaultAt(string member, string words) => Below(member, default).Fault(words);

    public string Text() => value.GetString()!;

    public string Text(string member) => this[member]!.Value.Text();

    /// <summary>What a list's entries are read to; see <see cref="Findings.Try"/>.</summary>
    public ImmutableArray<T> Read<T>(string member, Func<Node, T> read, bool mayBeLeftOut)
        where T : class
    {
        var shared = findings;
        return
        [
            .. Items(member).Select(item => shared.Try(mayBeLeftOut, () => read(item))).OfType<T>(),
        ];
    }

    public bool IsTrue(string member) => this[member]?.Value.GetBoolean() ?? false;

    public ImmutableArray<string> Ids(string member) => [.. Items(member).Select(id => id.Text())];

    /// <summary>The member <c>id</c>, which must not be among those taken.</summary>
    public string Id(HashSet<string> taken)
    {
        var id = Text("id");
        if (!taken.Add(id))
            this["id"]!.Value.Fault($"'{id}' is taken already");
        return id;
    }

    /// <summary>Text in every language of the instrument.</summary>
    public Texts Texts()
    {
        var words = Members().ToImmutableDictionary(text => text.Name, text => text.Node.Text());
        foreach (var language in findings.Languages.Where(language => !words.ContainsKey(language)))
            Fault($"has no text in '{language}'");
        foreach (var (language, text) in Members())
            if (!findings.Languages.Contains(language))
                text.Fault($"'{language}' is not a language of the instrument");
        return new Texts(words);
    }

    public Texts Texts(string member) => this[member]!.Value.Texts();

    /// <summary>The same, with placeholders of these names and no others.</summary>
    public Texts Filled(ImmutableArray<string> placeholders)
    {
        foreach (var (_, words) in Members())
        foreach (Match placeholder in PageTexts.Placeholder().Matches(words.Text()))
            if (!placeholders.Contains(placeholder.Groups[1].Value))
                words.Fault(
                    $"'{placeholder.Value}' is not known; there are {{{string.Join("}, {", placeholders)}}}"
                );
        return Texts();
    }

    public DateOnly Day(string member)
    {
        if (
            !DateOnly.TryParseExact(
                Text(member),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            this[member]!.Value.Fault($"'{Text(member)}' is not a day of the calendar");
        return day;
    }

    private Node Below(string name, JsonElement child) =>
        new(
            file,
            $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
            child,
            findings
        );
}
