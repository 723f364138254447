using System.Collections.Immutable;

namespace Survey.Publish;

/// <summary>What there is to take away from a release: every file, and who writes it.</summary>
internal static class ReleaseFiles
{
    /// <summary>In the order of the manifest and of the release's page. The same release, the same bytes.</summary>
    public static async Task<ImmutableArray<ReleaseFile>> WriteAsync(Release release)
    {
        var tables = TablesOf(release);
        ReleaseFile[] read = [.. await FollowUp.WriteAsync(release)];
        ReleaseFile[] counted =
        [
            .. tables.Select(Csv.Write),
            .. LocalEstimates.Write(release),
            ReleaseJson.Write(release),
        ];
        ReleaseFile[] described =
        [
            DataPackage.Write(release, tables),
            ReadR.Write(release, tables),
            StataLabels.Write(release, tables[0]),
            SpssLabels.Write(release, tables[0]),
        ];
        return ReleaseZip.AddTo([.. read, .. counted, .. described], release.Definition.Words);
    }

    /// <summary>The estimates first.</summary>
    private static ImmutableArray<Table> TablesOf(Release release) =>
        [
            EstimatesTable.Of(release, release.Definition.FilesLanguage),
            .. AnalysesTables.Of(release),
            .. SeriesTables.Of(release),
            IndicatorsTable.Of(release.Definition),
            CodebookTable.Of(release.Definition),
        ];
}
