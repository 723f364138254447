using System.Globalization;
using System.Text.Json;
using Survey.Ask;

namespace Survey.Publish;

/// <summary><c>audit FOLDER...</c>: what releases give away, from their files alone.</summary>
internal static class AuditCommand
{
    /// <param name="folders">Each with the files of one revision; several of a wave are taken together.</param>
    /// <returns>0: every small count is open. 1: some are not. 2: the files cannot be read.</returns>
    public static async Task<int> RunAsync(
        Definition definition,
        IReadOnlyList<string> folders,
        TextWriter output,
        TextWriter error
    )
    {
        try
        {
            if (folders.Count == 0)
                throw new DisclosureException("say which folders hold releases");
            var releases = new List<ReleaseView>();
            foreach (var folder in folders)
                releases.Add(await ReadAsync(definition, folder));
            var isOpen = true;
            foreach (var wave in releases.GroupBy(release => release.Wave))
                isOpen &= await SayAsync(
                    AskedIn(definition, wave.First())!,
                    [.. wave.OrderBy(r => r.Revision)],
                    output
                );
            return isOpen ? 0 : 1;
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or DisclosureException
            )
        {
            await error.WriteLineAsync($"audit: {fault.Message.ReplaceLineEndings(" ")}");
            return 2;
        }
    }

    private static async Task<ReleaseView> ReadAsync(Definition definition, string folder)
    {
        await using var file = File.OpenRead(Path.Combine(folder, ReleaseJson.Name));
        var release =
            await JsonSerializer.DeserializeAsync(file, PublishJson.Files.ReleaseView)
            ?? throw new DisclosureException($"{folder}: {ReleaseJson.Name} is empty");
        if (release.Instrument is null || release.Indicators.IsDefault)
            throw new DisclosureException($"{folder}: {ReleaseJson.Name} is not whole");
        var asked = AskedIn(definition, release);
        if (
            asked is null
            || (
                release.Instrument.Sha256 is not ""
                && release.Instrument.Sha256 != asked.Instrument.Sha256
            )
        )
            throw new DisclosureException(
                $"{folder}: the wave asked another wording of {release.Instrument.Name} than this program has"
            );
        return release;
    }

    private static Definition? AskedIn(Definition definition, ReleaseView release) =>
        definition.Asked(release.Instrument.Name);

    private static async Task<bool> SayAsync(
        Definition definition,
        IReadOnlyList<ReleaseView> revisions,
        TextWriter output
    )
    {
        var rows = Audit.Of(definition, revisions);
        foreach (var row in rows.Where(row => !row.IsOpen))
            await output.WriteLineAsync(
                $"{revisions[0].Wave}: {row.Indicator} of {row.Group} is held: "
                    + string.Join(
                        ", ",
                        row.Widths.Zip(
                            (string[])["yes", "no", "base"],
                            (width, name) => $"{name} {Say(width)}"
                        )
                    )
            );
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{revisions[0].Wave}, revisions {string.Join(' ', revisions.Select(one => one.Revision))}: {rows.Count(row => row.IsOpen)} of {rows.Length} small rows are open"
            )
        );
        return rows.All(row => row.IsOpen);
    }

    private static string Say(double? width) =>
        width switch
        {
            null => "no secret",
            >= PrimaryRule.SmallestCount - 1e-6 => "open",
            { } narrow => string.Create(CultureInfo.InvariantCulture, $"within {narrow:0.#}"),
        };
}
