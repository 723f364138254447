using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IPNetwork = System.Net.IPNetwork;

namespace Survey;

/// <summary>Everything that can be set from outside, checked before anything listens.</summary>
/// <param name="DataPath">Folder of the embedded store and of the keys (<c>Survey__DataPath</c>).</param>
/// <param name="Folder">Folder of the survey's definition, under <c>surveys/</c> (<c>Survey__Folder</c>); the only one
/// when none is named.</param>
/// <param name="AnalystKey">Null: made at first start and kept in the data folder; never null under the host.</param>
/// <param name="AdminKey">As the analyst's.</param>
/// <param name="SubmissionsPerMinute">Per address; 0: no limit.</param>
/// <param name="GraceMinutes">How long a wave that reached its end still takes the answers under way.</param>
/// <param name="EraseAfterDays">From a release to the erasing of its responses.</param>
/// <param name="UnderHost">Started by the Azure Functions host; otherwise it is its own host.</param>
/// <param name="StorageConnection"><c>AzureWebJobsStorage</c>; null: none.</param>
/// <param name="StorageAccount"><c>AzureWebJobsStorage__accountName</c>; null: none.</param>
/// <param name="StorageClientId">Of the user-assigned identity (<c>AzureWebJobsStorage__clientId</c>); null: the default one.</param>
/// <param name="Url">Where it listens when it is its own host (<c>--urls</c>).</param>
public sealed partial record Settings(
    string DataPath,
    string Folder,
    string? AnalystKey,
    string? AdminKey,
    int SubmissionsPerMinute,
    int GraceMinutes,
    int EraseAfterDays,
    bool UnderHost,
    string? StorageConnection,
    string? StorageAccount,
    string? StorageClientId,
    string Url = "http://localhost:7071"
)
{
    /// <summary>Who is responsible for the survey (<c>Survey__OperatorName</c>) and how to reach them
    /// (<c>Survey__OperatorContact</c>); null: as pages.json says.</summary>
    public (string Name, string Contact)? Operator { get; init; }

    public NoticeSettings Notices { get; init; } = NoticeSettings.None;

    /// <summary>A closed wave's figures are made public at once (<c>Survey__PublishWithoutApproval</c>); else an admin looks
    /// at them first.</summary>
    public bool PublishWithoutApproval { get; init; }

    /// <summary>The key of the checksums that responses carry (<c>Survey__ChecksumKey</c>); null: made at first start and
    /// kept in the data folder; never null where data are in an account.</summary>
    public string? ChecksumKey { get; init; }

    /// <summary>Folder for backups of the embedded store (<c>Survey__BackupPath</c>); null: none are made.</summary>
    public string? BackupPath { get; init; }

    /// <summary>Whom to tell of a hole in the program, as <c>mailto:</c> or <c>https:</c> (<c>Survey__SecurityContact</c>);
    /// null: nobody is named.</summary>
    public string? SecurityContact { get; init; }

    /// <summary>Whose word on where a request comes from is taken (<c>Survey__TrustedProxies</c>), when it is its own
    /// host.</summary>
    public ImmutableArray<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Data are files of this machine.</summary>
    private bool IsEmbedded =>
        this is { UnderHost: false, StorageConnection: null, StorageAccount: null };

    /// <summary>Those of a command, which serves nothing.</summary>
    /// <exception cref="StartException">Names every setting that is wrong, missing or unknown.</exception>
    public static Settings OfEnvironment() =>
        Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());

    /// <exception cref="StartException">Names every setting that is wrong, missing or unknown.</exception>
    public static Settings Read(IConfiguration configuration, bool underHost = false)
    {
        var reader = new SettingsReader(configuration);
        var settings = new Settings(
            Path.GetFullPath(reader.Text("Survey:DataPath") ?? ".data"),
            reader.Text("Survey:Folder", FolderName(), "a folder's name of a-z, 0-9 and -")
                ?? OnlySurvey(reader),
            reader.Key("Survey:AnalystKey", isNeeded: underHost),
            reader.Key("Survey:AdminKey", isNeeded: underHost),
            reader.Number("Survey:SubmissionsPerMinute", 0, 1_000_000) ?? 600,
            reader.Number("Survey:GraceMinutes", 0, 24 * 60) ?? 5,
            reader.Number("Survey:EraseAfterDays", 0, 3650) ?? 7,
            underHost,
            reader.Text("AzureWebJobsStorage"),
            reader.Text("AzureWebJobsStorage:accountName", AccountName(), "3 to 24 of a-z, 0-9"),
            reader.Text("AzureWebJobsStorage:clientId"),
            reader.Text("urls", HttpUrl(), "one address like http://localhost:7071 (no https)")
                ?? "http://localhost:7071"
        )
        {
            Operator = ReadOperator(reader),
            Notices = NoticeSettings.Read(reader),
            PublishWithoutApproval = reader.Flag("Survey:PublishWithoutApproval"),
            TrustedProxies = reader.Networks("Survey:TrustedProxies"),
            SecurityContact = reader.Contact("Survey:SecurityContact"),
            // Other programs may use the same account, and read what this one writes.
            ChecksumKey = reader.Key(
                "Survey:ChecksumKey",
                isNeeded: underHost
                    || reader.Text("AzureWebJobsStorage") is not null
                    || reader.Text("AzureWebJobsStorage:accountName") is not null
            ),
            BackupPath = reader.Text("Survey:BackupPath") is { } backups
                ? Path.GetFullPath(backups)
                : null,
        };
        if (settings.AdminKey is not null && settings.AdminKey == settings.AnalystKey)
            reader.Fault("Survey:AdminKey", "must not be the analysts' key");
        if (settings is { BackupPath: not null, IsEmbedded: false })
            reader.Fault("Survey:BackupPath", "for a program that keeps its data itself only");
        if (settings is { UnderHost: true, TrustedProxies.Length: > 0 })
            reader.Fault("Survey:TrustedProxies", "for a program that is its own host only");
        if (settings is { StorageConnection: not null, StorageAccount: not null })
            reader.Fault("AzureWebJobsStorage", "give this or AzureWebJobsStorage__accountName");
        if (settings is { UnderHost: true, StorageConnection: null, StorageAccount: null })
            reader.Fault("AzureWebJobsStorage", "missing: a function app's own disk does not last");
        reader.FindUnknown("Survey");
        return reader.Faults.Count == 0 ? settings : throw new StartException(reader.Faults);
    }

    private static string OnlySurvey(SettingsReader reader)
    {
        if (SurveyApp.Surveys() is [var only])
            return only;
        reader.Fault("Survey:Folder", $"missing; one of {string.Join(", ", SurveyApp.Surveys())}");
        return "";
    }

    private static (string, string)? ReadOperator(SettingsReader reader)
    {
        var (name, contact) = (
            reader.Text("Survey:OperatorName"),
            reader.Text("Survey:OperatorContact")
        );
        if (name is null != contact is null)
            reader.Fault(
                "Survey:OperatorName",
                "give this and Survey__OperatorContact, or neither"
            );
        return name is null || contact is null ? null : (name, contact);
    }

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex FolderName();

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex AccountName();

    [GeneratedRegex(@"^http://[^/:;]+(:\d{1,5})?/?$")]
    private static partial Regex HttpUrl();
}
