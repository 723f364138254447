using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;

namespace Survey.Publish;

/// <summary>The estimates of every wave's newest release in one table. Written as it is read: one release at a time is in
/// memory.</summary>
public sealed class AllWaves(Definition definition, ReleaseIndex index, Releases releases)
{
    public const string FileName = "all-waves.csv";

    [Function(nameof(AllWaves))]
    [NeedsKey(KeyHolder.Analyst)]
    [Described(
        "The estimates of all waves in one table, oldest wave first, with the breaks of each series",
        Answers = typeof(string),
        Media = "text/csv",
        Header = "Content-Disposition",
        Refuses = [nameof(Problems.NotFound), nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = $"api/releases/{FileName}"
        )]
            HttpRequest request
    )
    {
        var cancel = request.HttpContext.RequestAborted;
        var manifests = await index.ListAsync(cancel).ToArrayAsync(cancel);
        if (manifests.Length == 0)
            return Problems.NotFound.Because("No release is out.");
        return Results.Stream(
            stream => WriteAsync(stream, manifests, cancel),
            Csv.MediaType,
            manifests.Any(one => one.Synthetic) ? $"synthetic-{FileName}" : FileName
        );
    }

    private async Task WriteAsync(Stream to, Manifest[] manifests, CancellationToken cancel)
    {
        var series = new AllWavesTable(definition);
        foreach (var manifest in manifests)
        {
            var table = series.Next(await releases.ReadAsync(manifest, cancel));
            await to.WriteAsync(Csv.Text(table, hasHeader: manifest == manifests[0]), cancel);
        }
    }
}
