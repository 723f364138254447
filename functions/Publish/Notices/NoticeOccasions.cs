using System.Runtime.CompilerServices;
using Survey.Ask;
using Survey.Http;

namespace Survey.Publish;

/// <summary>What there is to tell by now. The same occasion is found again and again; its id is the same.</summary>
public sealed class NoticeOccasions(
    Definition definition,
    Waves waves,
    WaveSilence silence,
    TimerFailures failures,
    NoticeTexts texts,
    Settings settings,
    TimeProvider time
)
{
    /// <summary>An older release is no news, e.g. to somebody who was added to the analysts today.</summary>
    private static readonly TimeSpan News = TimeSpan.FromDays(14);

    /// <summary>Goes on only when the caller has kept the notice that it was given.</summary>
    public async IAsyncEnumerable<Notice> FindAsync(
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var failure in failures.ListAsync(cancel))
        {
            yield return texts.TimerFailed(failure);
            await failures.ForgetAsync(failure, cancel);
        }
        var now = time.GetUtcNow();
        var today = definition.Calendar.DayOf(now);
        var old = definition.Help.Lines.Where(line => line.Checked.AddYears(1) < today).ToArray();
        if (old.Length > 0)
            yield return texts.HelpUnchecked(old, today);
        // Made-up responses are no news.
        await foreach (var wave in waves.ListAsync(cancel).Where(wave => !wave.Synthetic))
        {
            if (wave.Published > now - News && wave.HasRelease)
                yield return texts.ReleaseOut(wave);
            if (
                wave.Draft is { PublishAt: null, WhyHeld: null } draft
                && !settings.PublishWithoutApproval
            )
                yield return texts.DraftWaits(wave, draft);
            if (KeptSince(wave) is { } closed && closed.AddDays(settings.EraseAfterDays) <= now)
                yield return texts.ResponsesKept(wave, closed, (now - closed).Days / 7);
            if (wave.State == WaveState.Open && await silence.SinceAsync(wave, cancel) is { } since)
                yield return texts.WaveSilent(wave, since);
        }
    }

    /// <summary>Since when responses are kept though no release stands; null: they are not, or not for that.</summary>
    private static DateTimeOffset? KeptSince(Wave wave) =>
        wave.State switch
        {
            WaveState.Closed or WaveState.Drafted when wave.InstrumentSha256.Length > 0 =>
                wave.Closes,
            WaveState.Published when !wave.HasRelease => wave.Withdrawal!.At,
            _ => null,
        };
}
