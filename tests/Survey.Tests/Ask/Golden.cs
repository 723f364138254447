using Survey.Ask;

namespace Survey.Tests.Ask;

/// <summary>A definition without its words: what stored answers and published series hang on, a line each.</summary>
internal static class Golden
{
    public static IEnumerable<string> LinesOf(Definition definition) =>
        [
            .. definition.Instrument.Sections.SelectMany(section =>
                section.Items.Select(item => ItemLine(section, item))
            ),
            .. definition.Instrument.Derived.Select(derived =>
                $"derived {derived.Id}: {string.Join(' ', derived.Options)}"
            ),
            .. definition.Reporting.Indicators.Select(IndicatorLine),
            $"headlines {string.Join(' ', definition.Reporting.Headlines.Select(SideOf))}",
            .. definition.Reporting.Breakdowns.Select(breakdown =>
                $"breakdown {breakdown.Id}:{string.Concat(breakdown.Items.Select(item => $" {item}"))}"
            ),
            .. definition.Reporting.Associations.Select(association =>
                $"association {association.Id}: {SideOf(association.Rows)} x {SideOf(association.Columns)}"
            ),
            .. definition.Reporting.Models.Select(model =>
                $"model {model.Id}: {SideOf(model.Outcome)} by {string.Join(' ', model.Predictors.Select(SideOf))}"
            ),
            .. definition
                .Reporting.Claims.Keys.OrderBy(claim => int.Parse(claim.AsSpan(1), null))
                .Select(claim => $"claim {claim}"),
            $"population {definition.Population.Total}",
            .. definition.Population.Margins.Select(MarginLine),
        ];

    private static string ItemLine(Section section, Item item) =>
        $"item {section.Id}{If(section.AskIf)} / {item.Id} {(item.Kind == ItemKind.Multi ? "multi" : "single")}{(item.Sensitive ? " sensitive" : "")}: {string.Join(' ', item.Options.Select(option => option.Id + (option.Exclusive ? "!" : "") + (option.Outside ? " (outside)" : "")))}{If(item.AskIf)}{(item.OptionsFrom is null ? "" : $" from {item.OptionsFrom}")}";

    private static string If(Condition? condition) =>
        condition is null ? ""
        : condition.In.IsEmpty ? $" if {condition.Item} not in {string.Join(',', condition.NotIn)}"
        : $" if {condition.Item} in {string.Join(',', condition.In)}";

    private static string IndicatorLine(Indicator indicator)
    {
        var good = indicator.Good switch
        {
            Good.Up => "up",
            Good.Down => "down",
            _ => "none",
        };
        return $"indicator {indicator.Id}: {indicator.Variable} is {string.Join(',', indicator.Yes)} good {good} {indicator.Claim}";
    }

    private static string SideOf(Side side) => side.IsIndicator ? $"{side.Id}?" : side.Id;

    private static string MarginLine(Margin margin)
    {
        var categories = margin.Categories.Select(category =>
            $"{category.Id}={category.People}({string.Join(',', category.Options)})"
        );
        var groups = margin.Coarser?.Groups.Select(group =>
            $"{group.Id}({string.Join(',', group.Categories)})"
        );
        return $"margin {margin.Item} {(margin.Published ? "published" : "derived")}: {string.Join(' ', categories)}"
            + (groups is null ? "" : $"; {margin.Coarser!.Id}: {string.Join(' ', groups)}");
    }
}
