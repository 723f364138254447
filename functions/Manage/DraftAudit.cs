using System.Collections.Immutable;
using Survey.Ask;
using Survey.Publish;
using Survey.Storage;

namespace Survey.Manage;

/// <summary>What is looked at again in a draft's own files, as anybody will have them.</summary>
public enum AuditCheck
{
    /// <summary>Every file has the bytes that the manifest names.</summary>
    Files,

    /// <summary>No figure stands on fewer than 30 responses.</summary>
    Bases,

    /// <summary>A row that is held back has no number.</summary>
    Hidden,

    /// <summary>No small group is the only one held back of its breakdown while the total is shown.</summary>
    Alone,

    /// <summary>No small count that is held back can be worked out from all that is published of the wave.</summary>
    Held,
}

/// <param name="Faults">Files or rows that fail; empty: it holds.</param>
public sealed record AuditResult(AuditCheck Check, ImmutableArray<string> Faults);

/// <summary>Checks a draft by what it holds, apart from the code that made it.</summary>
public sealed class DraftAudit(Waves waves, Releases releases, Definition definition)
{
    private const int LeastBase = 30;

    private readonly Lock _lock = new();
    private (string Wave, int Revision, Task<AuditResult> Result)? _last;

    internal async Task<ImmutableArray<AuditResult>> CheckAsync(
        Manifest draft,
        ReleaseView release,
        CancellationToken cancel
    )
    {
        var rows = release
            .Indicators.SelectMany(indicator =>
                indicator.Groups.Select(row => (Indicator: indicator.Id, Row: row))
            )
            .ToArray();
        return
        [
            new(AuditCheck.Files, await ChangedAsync(draft, cancel)),
            new(AuditCheck.Bases, [.. rows.Where(one => one.Row.Base < LeastBase).Select(Name)]),
            new(
                AuditCheck.Hidden,
                [
                    .. rows.Where(one =>
                            one.Row.Base is null != (one.Row.Estimate is null)
                            || one.Row.Status == "small" && one.Row.Estimate is not null
                        )
                        .Select(Name),
                ]
            ),
            new(AuditCheck.Alone, Alone(rows)),
        ];
    }

    /// <summary>What the command <c>audit</c> finds in the draft and the wave's earlier revisions together.</summary>
    /// <remarks>It takes up to a minute of one processor, so whoever asks again meanwhile waits for the same answer, and the
    /// last one is kept: a revision's files never change.</remarks>
    internal async Task<AuditResult> AttackAsync(
        Manifest draft,
        ReleaseView release,
        CancellationToken cancel
    )
    {
        Task<AuditResult> result;
        lock (_lock)
        {
            if (
                _last is not { } last
                || (last.Wave, last.Revision) != (draft.Wave, draft.Revision)
                || last.Result.IsFaulted
            )
                _last = last = (
                    draft.Wave,
                    draft.Revision,
                    Task.Run(() => AttackAsync(draft, release), CancellationToken.None)
                );
            result = last.Result;
        }
        return await result.WaitAsync(cancel);
    }

    private async Task<AuditResult> AttackAsync(Manifest draft, ReleaseView release)
    {
        var wave = await waves.GetAsync(draft.Wave, default);
        var shown = await releases.ShownAsync(wave!, default);
        var rows = Audit.Of(
            definition.Asked(draft.Instrument) ?? definition,
            [.. shown.Where(one => one.Revision < draft.Revision), release]
        );
        return new(
            AuditCheck.Held,
            [.. rows.Where(row => !row.IsOpen).Select(row => $"{row.Indicator} {row.Group}")]
        );
    }

    private static ImmutableArray<string> Alone((string Indicator, RowView Row)[] rows)
    {
        var totals = rows.Where(one => one.Row is { GroupBy: "all", Estimate: not null })
            .Select(one => one.Indicator)
            .ToHashSet();
        return
        [
            .. rows.GroupBy(one => (one.Indicator, one.Row.GroupBy))
                .Where(group => group.Count() > 1 && totals.Contains(group.Key.Indicator))
                .Select(group => group.Where(one => one.Row.Estimate is null).ToArray())
                .Where(hidden => hidden is [{ Row.Status: "small" }])
                .Select(hidden => Name(hidden[0])),
        ];
    }

    private static string Name((string Indicator, RowView Row) one) =>
        $"{one.Indicator} {one.Row.Group}";

    private async Task<ImmutableArray<string>> ChangedAsync(
        Manifest draft,
        CancellationToken cancel
    )
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        foreach (var file in draft.Files)
            try
            {
                await releases.ReadFileAsync(draft, file.Name, cancel);
            }
            catch (DamagedException)
            {
                changed.Add(file.Name);
            }
        return changed.DrainToImmutable();
    }
}
