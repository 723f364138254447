using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;

namespace Survey.Manage;

/// <summary>What an admin can do to a wave at the desk.</summary>
public enum WaveAction
{
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
);

/// <summary>Reads what a form of the desk asks for, and does it.</summary>
public sealed class WaveActions(
    ReleaseDecisions decisions,
    ClosingNow closing,
    Revising revising,
    Waves waves
)
{
    /// <summary>Which of them the wave as it is allows.</summary>
    public static IEnumerable<WaveAction> For(Wave wave)
    {
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
            WaveAction.Close => await closing.CloseAsync(wave, who, cancel),
            _ => await revising.ReviseAsync(wave, who, cancel),
        };
}
