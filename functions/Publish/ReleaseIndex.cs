using System.Globalization;
using System.Runtime.CompilerServices;
using Survey.Ask;

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
    public async Task<Manifest?> FindAsync(HttpRequest request, CancellationToken cancel)
    {
        if (await waves.GetAsync((string)request.RouteValues["wave"]!, cancel) is not { } wave)
            return null;
        var asked = request.Query["revision"].ToString();
        if (asked.Length == 0)
            return await FindAsync(wave, wave.Revision, cancel);
        return int.TryParse(
            asked,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var revision
        )
            ? await FindAsync(wave, revision, cancel)
            : null;
    }

    /// <summary>That revision of a wave's release; null when it is not out.</summary>
    public async Task<Manifest?> FindAsync(Wave wave, int revision, CancellationToken cancel) =>
        revision >= 1
        && revision <= wave.Revision
        && await releases.FindAsync(wave.Id, revision, cancel) is { } manifest
            ? manifest with
            {
                Published = revision == wave.Revision ? wave.Published : null,
                Erased = ErasureView.Of(wave.Erasure),
            }
            : null;
}
