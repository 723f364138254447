namespace Survey.Hosting;

/// <summary>Everything that can be set from outside, checked before anything listens.</summary>
/// <param name="DataPath">Folder of the embedded store and of the keys (<c>Survey__DataPath</c>).</param>
/// <param name="Folder">Folder of the survey's definition, under <c>surveys/</c> (<c>Survey__Folder</c>).</param>
/// <param name="AnalystKey">Null: made at first start and kept in the data folder.</param>
/// <param name="AdminKey">As the analyst's.</param>
/// <param name="SubmissionsPerMinute">Per address; 0: no limit.</param>
/// <param name="GraceMinutes">How long a wave that reached its end still takes the answers under way.</param>
/// <param name="EraseAfterDays">From a release to the erasing of its responses.</param>
/// <param name="FunctionsPort">Set by the Azure Functions host; null: no host, we are our own.</param>
/// <param name="StorageConnection"><c>AzureWebJobsStorage</c>; null: none.</param>
/// <param name="StorageAccount"><c>AzureWebJobsStorage__accountName</c>; null: none.</param>
/// <param name="StorageClientId">Of the user-assigned identity (<c>AzureWebJobsStorage__clientId</c>); null: the default one.</param>
public sealed record Settings(
    string DataPath,
    string Folder,
    string? AnalystKey,
    string? AdminKey,
    int SubmissionsPerMinute,
    int GraceMinutes,
    int EraseAfterDays,
    int? FunctionsPort,
    string? StorageConnection,
    string? StorageAccount,
    string? StorageClientId
);
