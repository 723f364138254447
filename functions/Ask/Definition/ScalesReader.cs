using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads options, given in place or by the name of one of instrument.json's scales.</summary>
internal sealed class ScalesReader(Node root)
{
    private readonly Dictionary<string, (Node Node, ImmutableArray<Option> Options)> _scales =
        root["scales"]
            ?.Members()
            .ToDictionary(scale => scale.Name, scale => (scale.Node, List(scale.Node)))
        ?? [];

    private readonly HashSet<string> _used = [];

    /// <param name="owner">An item or a derived variable.</param>
    public ImmutableArray<Option> Options(Node owner, ItemKind kind)
    {
        if (owner["options"] is null == owner["scale"] is null)
            owner.Fault("must have either 'options' or 'scale'");
        if (owner["options"] is { } inPlace)
            return Alone(inPlace, kind, List(inPlace));
        if (owner["scale"] is not { } name)
            return [];
        if (!_scales.TryGetValue(name.Text(), out var scale))
        {
            name.Fault($"there is no scale '{name.Text()}'");
            return [];
        }
        _used.Add(name.Text());
        return Alone(name, kind, scale.Options);
    }

    public void NameUnused()
    {
        foreach (var (name, (node, _)) in _scales)
            if (!_used.Contains(name))
                node.Fault("is used nowhere");
    }

    private static ImmutableArray<Option> List(Node node)
    {
        var taken = new HashSet<string>();
        return
        [
            .. node.Items()
                .Select(option => new Option(
                    option.Id(taken),
                    option.Texts("text"),
                    option.IsTrue("exclusive")
                )
                {
                    Outside = option.IsTrue("outside"),
                }),
        ];
    }

    private static ImmutableArray<Option> Alone(
        Node place,
        ItemKind kind,
        ImmutableArray<Option> options
    )
    {
        if (kind == ItemKind.Single)
            foreach (var option in options.Where(option => option.Exclusive))
                place.Fault($"'{option.Id}' is exclusive, where only one option can be chosen");
        return options;
    }
}
