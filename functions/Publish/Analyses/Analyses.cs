using System.Collections.Immutable;
using Survey.Ask;
using Survey.Estimate;

namespace Survey.Publish;

/// <summary>What of a wave's comparisons, tables and models may leave the program, rounded: rows without figures keep their
/// place. See docs/disclosure.md.</summary>
public sealed record Analyses(
    ImmutableArray<ComparisonRow> Comparisons,
    ImmutableArray<AssociationRow> Associations,
    ImmutableArray<ModelRow> Models,
    ImmutableArray<PriorityRow> Priorities,
    ImmutableArray<QualityRow> Quality,
    ImmutableArray<BlankRow> Blank,
    ImmutableArray<HeadlineRow> Headlines
)
{
    /// <summary>Of a wave without figures.</summary>
    public static Analyses None { get; } = new([], [], [], [], [], [], []);

    /// <param name="rows">After every disclosure rule.</param>
    internal static Analyses Of(Definition definition, Figures figures, IEnumerable<Row> rows)
    {
        var held = new Held(definition, figures, rows);
        ComparisonDraft[] comparisons =
        [
            .. ComparisonDraft.Of(definition, figures.Comparisons, held),
        ];
        AssociationDraft[] associations =
        [
            .. AssociationDraft.Of(definition, figures.Associations, held),
        ];
        // Over what is shown: of a test that is held back nothing is to be seen.
        var q = AdjustedP.BenjaminiHochberg([
            .. comparisons.Select(one => one.P),
            .. associations.Select(one => one.P),
        ]);
        return new Analyses(
            [.. comparisons.Zip(q, (one, adjusted) => one.Row(adjusted))],
            [.. associations.Zip(q.Skip(comparisons.Length), (one, adjusted) => one.Row(adjusted))],
            [.. ModelRow.Of(figures.Models)],
            [.. PriorityRow.Of(definition, figures, held, comparisons.Zip(q))],
            [
                .. QualityRow.Of(definition, figures.Quality),
                .. QualityRow.Of(definition, figures.Repeats),
            ],
            [.. figures.Blank.Select(BlankRow.Of)],
            [.. HeadlineRow.Of(definition.Reporting, comparisons)]
        );
    }
}
