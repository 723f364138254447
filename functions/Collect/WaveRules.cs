using Survey.Ask;

namespace Survey.Collect;

/// <summary>What a timer can do to a wave.</summary>
public enum WaveStep
{
    Open,
    StartClosing,
    Close,
    Draft,
    Publish,
    StartErasing,
    Erase,
}

/// <param name="Due">From when on it is done, UTC; null: not by itself.</param>
/// <param name="Why">Why it waits or is due, to follow the wave's name in a line of the log.</param>
public sealed record NextStep(WaveStep Step, DateTimeOffset? Due, string Why)
{
    public bool IsDue(DateTimeOffset now) => now >= Due;
}

/// <summary>Decides what becomes of a wave by itself, and when: whoever takes a step or tells of it asks here.</summary>
public sealed class WaveRules(Definition definition, Settings settings, TimeProvider time)
{
    /// <summary>Why no wave of this survey may open; null: they may.</summary>
    public static string? WhyHeld(Definition definition) =>
        definition.Pages.Operator is null
            ? "Nobody is named as responsible: set Survey__OperatorName and Survey__OperatorContact, or operator in pages.json."
            : null;

    /// <summary>The step, of those named, that the wave takes next; null: none of them is ahead.</summary>
    public NextStep? Next(Wave wave, params ReadOnlySpan<WaveStep> steps)
    {
        foreach (var next in Ahead(wave))
            if (steps.Contains(next.Step))
                return next;
        return null;
    }

    /// <summary>What the wave waits for now: one thing, or two where a revision waits beside a release.</summary>
    public IEnumerable<NextStep> Ahead(Wave wave)
    {
        if (ForState(wave) is { } next)
            yield return next;
        if (wave.Draft is { } draft)
            yield return ForDraft(draft);
    }

    private NextStep? ForState(Wave wave) =>
        wave.State switch
        {
            WaveState.Planned when time.GetUtcNow() >= wave.Closes => new(
                WaveStep.Close,
                wave.Closes,
                "was not opened in its time"
            ),
            WaveState.Planned when WhyHeld(definition) is { } reason => new(
                WaveStep.Open,
                null,
                $"does not open. {reason.TrimEnd('.')}"
            ),
            WaveState.Planned => new(WaveStep.Open, wave.Opens, $"opens at {wave.Opens:u}"),
            WaveState.Open => new(
                WaveStep.StartClosing,
                wave.Closes,
                $"stays open until {wave.Closes:u}"
            ),
            WaveState.Closing => Closing(wave.Closes.AddMinutes(settings.GraceMinutes)),
            WaveState.Closed => new(WaveStep.Draft, wave.Closes, "has no release yet"),
            WaveState.Published => ForRelease(wave),
            WaveState.Erasing => new(WaveStep.Erase, wave.Closes, "is being erased"),
            _ => null,
        };

    private static NextStep Closing(DateTimeOffset graceEnds) =>
        new(WaveStep.Close, graceEnds, $"takes the answers under way until {graceEnds:u}");

    /// <summary>While no release stands, a correction may need the responses.</summary>
    private NextStep ForRelease(Wave wave)
    {
        if (!wave.HasRelease)
            return new(
                WaveStep.StartErasing,
                null,
                "keeps its responses: its release was withdrawn, and no other stands"
            );
        var due = wave.Published!.Value.AddDays(settings.EraseAfterDays);
        return new(WaveStep.StartErasing, due, $"keeps its responses until {due:u}");
    }

    private NextStep ForDraft(Draft draft) =>
        draft switch
        {
            { WhyHeld: not null } => new(
                WaveStep.Publish,
                null,
                "is not published: an admin holds its draft"
            ),
            { PublishAt: { } at } => new(WaveStep.Publish, at, $"is published at {at:u}"),
            _ when settings.PublishWithoutApproval => new(
                WaveStep.Publish,
                draft.Made,
                "is published without an approval"
            ),
            _ => new(
                WaveStep.Publish,
                null,
                "is not published: its draft waits for an admin's approval"
            ),
        };
}
