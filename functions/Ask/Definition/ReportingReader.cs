using System.Collections.Immutable;

namespace Survey.Ask;

/// <summary>Reads indicators.json and checks its meaning.</summary>
/// <param name="marginItems">Items of the population's margins, and their coarser groupings.</param>
internal sealed class ReportingReader(
    Node root,
    KnownVariables variables,
    IReadOnlySet<string> marginItems
)
{
    private readonly Dictionary<string, Indicator> _indicators = [];

    public Reporting Read()
    {
        var claims = Texts("claims");
        var reasons = Texts("reasons");
        foreach (var served in variables.Serves)
            if (!claims.ContainsKey(served.Text()) && !reasons.ContainsKey(served.Text()))
                served.Fault($"there is no claim or reason '{served.Text()}'");
        return new Reporting(
            Each("indicators", (node, id) => Indicator(node, id, claims)),
            Breakdowns(),
            Each("associations", Association),
            Each("models", Model),
            claims
        )
        {
            Reasons = reasons,
            Headlines = [.. root.Items("headlines").Select(Headline)],
            Public = root["public"] is { } texts ? Public(texts) : null,
        };
    }

    private ImmutableDictionary<string, Texts> Texts(string member) =>
        (root[member]?.Members() ?? []).ToImmutableDictionary(
            one => one.Name,
            one => one.Node.Texts()
        );

    /// <summary>A variable's figures are those of its indicators: each of its codes has one.</summary>
    private Side Headline(Node node)
    {
        var side = Side(node);
        if (
            node["variable"] is { } variable
            && variables.Knows(variable.Text())
            && !IsMulti(variable.Text())
        )
            foreach (
                var code in variables
                    .OptionsAt(variable)!
                    .Value.Where(code =>
                        !_indicators.Values.Any(one =>
                            one.Variable == side.Id && one.Yes.SequenceEqual([code])
                        )
                    )
            )
                variable.Fault($"no indicator counts '{code}' alone");
        return side;
    }

    private PublicTexts Public(Node node)
    {
        var parents = node["parents"]!.Value;
        return new PublicTexts(
            [.. node.Items("figures").Select(Figure)],
            [.. parents.Items("known").Select(Figure)],
            [.. parents.Items("does").Select(Figure)],
            [.. parents.Items("talk").Select(text => text.Texts())]
        );
    }

    private PublicFigure Figure(Node node)
    {
        Side(node);
        return new PublicFigure(node.Text("indicator"), node.Texts("of"), node.Texts("text"));
    }

    private ImmutableArray<T> Each<T>(string member, Func<Node, string, T> read)
    {
        var taken = new HashSet<string>();
        return [.. root.Items(member).Select(node => read(node, node.Id(taken)))];
    }

    private Indicator Indicator(Node node, string id, ImmutableDictionary<string, Texts> claims)
    {
        var indicator = new Indicator(
            id,
            node.Text("variable"),
            node.Ids("yes"),
            node.Text("good") switch
            {
                "up" => Good.Up,
                "down" => Good.Down,
                _ => Good.None,
            },
            node.Text("claim"),
            node.Texts("title")
        )
        {
            Denominator = node["denominator"]?.Texts(),
            Converse = node["converse"]?.Texts(),
            Expects = node["expects"] is { } expects ? Expectation(expects) : null,
        };
        _indicators.TryAdd(id, indicator);
        if (variables.OptionsAt(node["variable"]!.Value) is { } options)
            CheckYes(node, indicator, options);
        if (!claims.ContainsKey(indicator.Claim))
            node["claim"]!.Value.Fault($"there is no claim '{indicator.Claim}'");
        return indicator;
    }

    private void CheckYes(Node node, Indicator indicator, ImmutableArray<string> options)
    {
        KnownVariables.Check(node.Items("yes"), options, $"'{indicator.Variable}'");
        if (IsMulti(indicator.Variable))
        {
            if (indicator.Yes.Length > 1)
                node["yes"]!.Value.Fault(
                    $"'{indicator.Variable}' takes several options: exactly one can be the yes"
                );
        }
        else if (!options.IsEmpty && options.All(indicator.Yes.Contains))
            node["yes"]!.Value.Fault("leaves no option that counts as no");
    }

    private Expectation Expectation(Node node)
    {
        var (from, to) = (node["from"]?.Value.GetDecimal(), node["to"]?.Value.GetDecimal());
        if (from > to || (to ?? from) > 1)
            node.Fault("is no share between two bounds: 0 <= from <= to <= 1");
        if (node["more_in"] is not null && (from ?? to) is not null)
            node.Fault("takes bounds or a group, not both");
        return new Expectation(from, to, node["more_in"] is { } group ? GroupAt(group) : null);
    }

    /// <summary>A group that figures are broken down by.</summary>
    private ItemOption GroupAt(Node node)
    {
        var group = new ItemOption(node.Text("item"), node.Text("option"));
        if (!root.Items("breakdowns").Any(by => by.Ids("items").SequenceEqual([group.Item])))
            node["item"]!.Value.Fault($"there is no breakdown by '{group.Item}' alone");
        else if (variables.OptionsAt(node["item"]!.Value) is { } options)
            KnownVariables.Check([node["option"]!.Value], options, $"'{group.Item}'");
        return group;
    }

    private ImmutableArray<Breakdown> Breakdowns()
    {
        var breakdowns = Each(
            "breakdowns",
            (node, id) => new Breakdown(id, node.Ids("items"), node.Texts("title"))
        );
        foreach (var item in root.Items("breakdowns").SelectMany(node => node.Items("items")))
            if (!marginItems.Contains(item.Text()))
                item.Fault(
                    $"'{item.Text()}' is not a margin of population.json, nor a coarser grouping of one"
                );
        var everybody = breakdowns.Count(breakdown => breakdown.Items.IsEmpty);
        if (everybody != 1)
            root["breakdowns"]!.Value.Fault(
                $"exactly one must have no items, for everybody; there are {everybody}"
            );
        return breakdowns;
    }

    private Association Association(Node node, string id)
    {
        var rows = Side(node["rows"]!.Value);
        var columns = Side(node["columns"]!.Value);
        NameSame(node["rows"]!.Value, rows, columns);
        return new Association(id, rows, columns, node.Texts("title"));
    }

    private Model Model(Node node, string id)
    {
        var outcome = Side(node["outcome"]!.Value);
        var predictors = node.Items("predictors").Select(Side).ToImmutableArray();
        foreach (var (place, predictor) in node.Items("predictors").Zip(predictors))
            NameSame(place, predictor, outcome);
        return new Model(id, outcome, predictors, node.Texts("title"));
    }

    private Side Side(Node node)
    {
        if (node["indicator"] is { } indicator)
        {
            if (!_indicators.ContainsKey(indicator.Text()))
                indicator.Fault($"there is no indicator '{indicator.Text()}'");
            return new Side(indicator.Text(), true);
        }
        var variable = node["variable"]!.Value;
        if (variables.OptionsAt(variable) is not null && IsMulti(variable.Text()))
            variable.Fault(
                $"'{variable.Text()}' takes several options: only an indicator of it can stand here"
            );
        return new Side(variable.Text(), false);
    }

    private void NameSame(Node place, Side one, Side other)
    {
        if (VariableOf(one) is { } variable && variable == VariableOf(other))
            place.Fault("both sides are made from the same variable");
    }

    /// <summary>Null: there is no such indicator, which is named already.</summary>
    private string? VariableOf(Side side) =>
        side.IsIndicator ? _indicators.GetValueOrDefault(side.Id)?.Variable : side.Id;

    private bool IsMulti(string variable) =>
        variables.Items.TryGetValue(variable, out var item) && item.Kind == ItemKind.Multi;
}
