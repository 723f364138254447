using System.Globalization;
using System.Runtime.CompilerServices;
using Survey.Ask;
using Survey.Http;
using Survey.Storage;

namespace Survey.Publish;

/// <summary>The releases that are out: those that their wave's row names.</summary>
public sealed class ReleaseIndex(Waves waves, Releases releases)
{
    /// <summary>The newest release of every wave that has one, oldest wave first.</summary>
    public async IAsyncEnumerable<Manifest> ListAsync(
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var wave in waves.ListAsync(cancel))
            if (await FindAsync(wave, wave.Revision, cancel) is { } release)
                yield return release;
    }

    /// <summary>The release a request asks for: the newest, or that of <c>?revision=</c>; null when it is not out.</summary>
    public async Task<Manifest?> FindAsync(HttpRequest request, CancellationToken cancel) =>
        await waves.GetAsync((string)request.RouteValues["wave"]!, cancel) is { } wave
            ? await FindAsync(wave, RevisionOf(request) ?? wave.Revision, cancel)
            : null;

    /// <summary>The draft of the wave that an admin asks for; null when none waits.</summary>
    public async Task<Manifest?> FindDraftAsync(HttpRequest request, CancellationToken cancel) =>
        await waves.GetAsync((string)request.RouteValues["wave"]!, cancel)
            is { Draft: { } draft } wave
            ? await releases.FindAsync(wave, draft.Revision, cancel)
            : null;

    /// <summary>Why the release that a request asks for is shown no more; null: it was not withdrawn.</summary>
    public async Task<Withdrawal?> FindWithdrawnAsync(
        HttpRequest request,
        CancellationToken cancel
    ) =>
        await waves.GetAsync((string)request.RouteValues["wave"]!, cancel) is { } wave
        && wave.IsWithdrawn(RevisionOf(request) ?? wave.Revision)
            ? wave.Withdrawal
            : null;

    /// <summary>Whether the newest release or the draft is not as it was made; what the files hold is not looked at.</summary>
    public async Task<bool> IsDamagedAsync(Wave wave, CancellationToken cancel)
    {
        try
        {
            await FindAsync(wave, wave.Revision, cancel);
            if (wave.Draft is { } draft)
                await releases.FindAsync(wave, draft.Revision, cancel);
            return false;
        }
        catch (DamagedException)
        {
            return true;
        }
    }

    /// <summary>Why there is no such release to give to a program.</summary>
    public async Task<IResult> MissingAsync(HttpRequest request, CancellationToken cancel) =>
        await FindWithdrawnAsync(request, cancel) is { } taken
            ? Problems.Withdrawn.Because(taken.Why)
            : Problems.NotFound.Because("No such release is out.");

    /// <summary>Null: the newest. Of what is no number there is none.</summary>
    private static int? RevisionOf(HttpRequest request)
    {
        var asked = request.Query["revision"].ToString();
        if (asked.Length == 0)
            return null;
        var isNumber = int.TryParse(
            asked,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var revision
        );
        return isNumber ? revision : 0;
    }

    /// <summary>That revision of a wave's release; null when it is not out.</summary>
    public async Task<Manifest?> FindAsync(Wave wave, int revision, CancellationToken cancel) =>
        wave.IsReleased(revision)
        && await releases.FindAsync(wave, revision, cancel) is { } manifest
            ? manifest with
            {
                Published = revision == wave.Revision ? wave.Published : null,
                Erased = ErasureView.Of(wave.Erasure),
            }
            : null;
}
