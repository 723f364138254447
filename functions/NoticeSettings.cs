using System.Collections.Immutable;

namespace Survey;

/// <summary>Who is told what happened, and through which account of SendGrid.</summary>
/// <param name="SendGridKey"><c>Survey__SendGridKey</c>; null: notices are lines of the log.</param>
/// <param name="From">The sender's address, verified at SendGrid (<c>Survey__NoticeFrom</c>).</param>
/// <param name="Analysts">Addresses (<c>Survey__AnalystAddresses</c>).</param>
/// <param name="Admins">Addresses (<c>Survey__AdminAddresses</c>).</param>
/// <param name="IsEu">The account is one of SendGrid's in the European Union (<c>Survey__SendGridEu</c>).</param>
/// <param name="IsSandbox">SendGrid checks a mail and does not deliver it (<c>Survey__SendGridSandbox</c>).</param>
/// <param name="PublicUrl">Where people find the survey, without a slash at its end (<c>Survey__PublicUrl</c>).</param>
public sealed record NoticeSettings(
    string? SendGridKey,
    string? From,
    ImmutableArray<string> Analysts,
    ImmutableArray<string> Admins,
    bool IsEu,
    bool IsSandbox,
    string? PublicUrl
)
{
    public static readonly NoticeSettings None = new(null, null, [], [], false, false, null);

    internal static NoticeSettings Read(SettingsReader reader)
    {
        var from = reader.Addresses("Survey:NoticeFrom");
        var settings = new NoticeSettings(
            reader.Secret("Survey:SendGridKey", isNeeded: false),
            from.FirstOrDefault(),
            reader.Addresses("Survey:AnalystAddresses"),
            reader.Addresses("Survey:AdminAddresses"),
            reader.Flag("Survey:SendGridEu"),
            reader.Flag("Survey:SendGridSandbox"),
            reader.HttpsUrl("Survey:PublicUrl")
        );
        if (from.Length > 1)
            reader.Fault("Survey:NoticeFrom", "give one address");
        if (settings is { SendGridKey: not null, From: null })
            reader.Fault("Survey:NoticeFrom", "missing: SendGrid needs a sender");
        return settings;
    }
}
