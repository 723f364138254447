using System.Text.Json;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;

namespace Survey.Manage;

/// <summary>What an admin can do to a wave at the desk.</summary>
public enum WaveAction
{
    Change,
    Close,
    Approve,
    Hold,
    Withdraw,
    Revise,
}

/// <summary>What a form of the desk asks for.</summary>
/// <param name="Seen">The revision and the version of the row that the admin looked at.</param>
/// <param name="Reason">Empty where none is asked for.</param>
/// <param name="At">UTC; null: now.</param>
/// <param name="IsSure">Asked again, the admin said yes.</param>
public sealed record AskedAction(
    WaveAction Action,
    Seen Seen,
    string Reason,
    DateTimeOffset? At,
    bool IsSure
)
{
    /// <summary>To change: the day on which the wave opens; null: as it is.</summary>
    public DateOnly? Opens { get; init; }

    /// <summary>To change: the day at whose beginning it closes.</summary>
    public DateOnly? Closes { get; init; }
}

/// <summary>Reads what a form of the desk asks for, and does it.</summary>
public sealed class WaveActions(
    ReleaseDecisions decisions,
    ClosingNow closing,
    Changing changing,
    Revising revising,
    Waves waves,
    Definition definition
)
{
    /// <summary>Which of them the wave as it is allows.</summary>
    public static IEnumerable<WaveAction> For(Wave wave)
    {
        if (wave.State <= WaveState.Open)
            yield return WaveAction.Change;
        if (wave.AcceptsResponses)
            yield return WaveAction.Close;
        if (wave.Draft is not null)
        {
            yield return WaveAction.Approve;
            yield return WaveAction.Hold;
        }
        if (wave.HasRelease)
            yield return WaveAction.Withdraw;
        if (wave.State is WaveState.Closed or WaveState.Drafted or WaveState.Published)
            yield return WaveAction.Revise;
    }

    public static bool NeedsReason(WaveAction action) =>
        action is WaveAction.Hold or WaveAction.Withdraw;

    /// <returns>Null: it is done.</returns>
    public async Task<Refusal?> DoAsync(
        string wave,
        AskedAction asked,
        string who,
        CancellationToken cancel
    ) =>
        asked.Action switch
        {
            WaveAction.Approve => await decisions.ApproveAsync(
                wave,
                asked.Seen,
                asked.At,
                who,
                cancel
            ),
            WaveAction.Hold => await decisions.HoldAsync(
                wave,
                asked.Seen,
                asked.Reason,
                who,
                cancel
            ),
            WaveAction.Withdraw => await decisions.WithdrawAsync(
                wave,
                asked.Seen,
                asked.Reason,
                who,
                cancel
            ),
            _ when (await waves.GetAsync(wave, cancel))?.ETag != asked.Seen.ETag => new(
                Problems.ChangedMeanwhile,
                "The wave changed. Look at it again."
            ),
            WaveAction.Change => await ChangeAsync(wave, asked, who, cancel),
            WaveAction.Close => await closing.CloseAsync(wave, who, cancel),
            _ => await revising.ReviseAsync(wave, who, cancel),
        };

    private async Task<Refusal?> ChangeAsync(
        string wave,
        AskedAction asked,
        string who,
        CancellationToken cancel
    )
    {
        var change = new Dictionary<string, string>();
        if (asked.Opens is { } opens)
            change["opens"] = UtcTime.Iso(definition.Calendar.Midnight(opens));
        if (asked.Closes is { } closes)
            change["closes"] = UtcTime.Iso(definition.Calendar.Midnight(closes));
        var body = JsonSerializer.SerializeToElement(change);
        return (await changing.ChangeAsync(wave, body, who, cancel, asked.Seen.ETag)).Refusal;
    }
}
