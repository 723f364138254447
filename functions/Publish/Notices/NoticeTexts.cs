using System.Globalization;
using Survey.Ask;
using Survey.Http;

namespace Survey.Publish;

/// <summary>The words of every notice.</summary>
public sealed class NoticeTexts(Definition definition, Settings settings)
{
    /// <param name="wave">Published.</param>
    public Notice ReleaseOut(Wave wave) =>
        Make(
            FormattableString.Invariant($"release-{wave.Id}-r{wave.Revision}"),
            Audience.Analysts,
            "notice-release",
            language => [wave.Id, wave.Revision, WhereIs(wave, language)]
        );

    /// <param name="draft">It waits for an approval.</param>
    public Notice DraftWaits(Wave wave, Draft draft) =>
        Make(
            FormattableString.Invariant($"draft-{wave.Id}-r{draft.Revision}"),
            Audience.Admins,
            "notice-draft",
            _ => [wave.Id, draft.Revision]
        );

    /// <param name="since">When the wave closed or its release was withdrawn; there is one such notice in each week.</param>
    /// <param name="week">Weeks since then.</param>
    public Notice ResponsesKept(Wave wave, DateTimeOffset since, int week) =>
        Make(
            FormattableString.Invariant(
                $"kept-{wave.Id}-since-{Day(definition.Calendar.DayOf(since))}-{week}"
            ),
            Audience.Admins,
            "notice-kept",
            _ => [wave.Id, Day(definition.Calendar.DayOf(since))]
        );

    public Notice TimerFailed(TimerFailure failure) =>
        Make(
            $"timer-{failure.Id}",
            Audience.Admins,
            "notice-timer",
            _ => [failure.Timer, failure.Day]
        );

    /// <param name="since">When its number of responses last grew.</param>
    public Notice WaveSilent(Wave wave, DateTimeOffset since) =>
        Make(
            $"silent-{wave.Id}-since-{Day(definition.Calendar.DayOf(since))}",
            Audience.Admins,
            "notice-silent",
            _ => [wave.Id, Day(definition.Calendar.DayOf(since))]
        );

    /// <param name="today">Names the month; there is one such notice in each.</param>
    public Notice HelpUnchecked(IReadOnlyList<HelpLine> lines, DateOnly today) =>
        Make(
            $"help-{Day(today)[..7]}",
            Audience.Admins,
            "notice-help",
            language => [string.Join(", ", lines.Select(line => line.Name[language]))]
        );

    public Notice Unclear(QueuedNotice lost) =>
        Make($"unclear-{lost.Id}", Audience.Admins, "notice-unclear", _ => [lost.Id]);

    private string WhereIs(Wave wave, string language) =>
        settings.Notices.PublicUrl is { } url
            ? $"{url}/releases/{wave.Id}"
            : definition.Words.Fill("notice-where", language, wave.Id);

    private Notice Make(string id, Audience audience, string words, Func<string, object[]> values)
    {
        return new Notice(id, audience, Say("title", " / "), Say("text", "\n\n"));

        string Say(string part, string between) =>
            string.Join(
                between,
                definition.Instrument.Languages.Select(language =>
                    definition.Words.Fill(
                        $"{words}-{part}",
                        language,
                        [definition.Instrument.Title[language], .. values(language)]
                    )
                )
            );
    }

    private static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
