using Survey.Standalone;
using Xunit;

namespace Survey.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Nothing_set_is_fine()
    {
        var settings = TestSettings.Read();
        Assert.Equal(Path.GetFullPath(".data"), settings.DataPath);
        Assert.Equal("youth-online-pt", settings.Folder);
        Assert.Equal(600, settings.SubmissionsPerMinute);
        Assert.Equal(5, settings.GraceMinutes);
        Assert.Equal(7, settings.EraseAfterDays);
        Assert.Equal("http://localhost:7071", settings.Url);
        Assert.False(settings.UnderHost);
        Assert.Null(settings.AnalystKey);
    }

    [Fact]
    public void An_empty_value_is_none() =>
        Assert.Null(TestSettings.Read(("Survey:AdminKey", " ")).AdminKey);

    [Theory]
    [InlineData("Survey:SubmissionsPerMinute", "-1", "from 0 to 1000000, not \"-1\"")]
    [InlineData("Survey:GraceMinutes", "1.5", "from 0 to 1440, not \"1.5\"")]
    [InlineData("Survey:EraseAfterDays", "soon", "from 0 to 3650, not \"soon\"")]
    [InlineData("Survey:Folder", "../elsewhere", "a folder's name")]
    [InlineData("Survey:GraceMinute", "5", "there is no such setting")]
    [InlineData("Survey:Nested:GraceMinutes", "5", "there is no such setting")]
    [InlineData(
        "Survey:AdminKey",
        "@Microsoft.KeyVault(SecretUri=https://v)",
        "could not be resolved"
    )]
    [InlineData("Survey:AnalystKey", "1", "at least 32 characters")]
    [InlineData("Survey:TrustedProxies", "127.0.0.1, proxy", "\"proxy\" is no address or network")]
    [InlineData("AzureWebJobsStorage:accountName", "My_Account", "3 to 24 of a-z, 0-9")]
    [InlineData("Survey:SendGridEu", "yes", "must be true or false, not \"yes\"")]
    [InlineData("Survey:SendGridKey", "@Microsoft.KeyVault(x)", "could not be resolved")]
    [InlineData("Survey:NoticeFrom", "a@b.pt, c@d.pt", "give one address")]
    [InlineData("Survey:PublicUrl", "http://a.pt", "an address like https://")]
    [InlineData("urls", "https://localhost:7071", "one address like http://localhost:7071")]
    [InlineData("urls", "http://a:1;http://b:2", "one address like http://localhost:7071")]
    public void A_bad_setting_is_named(string key, string value, string fault)
    {
        var faults = FaultsOf((key, value));
        var name = key == "urls" ? "--urls" : key.Replace(":", "__", StringComparison.Ordinal);
        Assert.Contains(
            faults,
            line =>
                name.StartsWith(line.Split(':')[0], StringComparison.Ordinal)
                && line.Contains(fault, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Both_keys_may_not_be_one()
    {
        var key = TestSettings.ChecksumKey;
        Assert.Equal(
            ["Survey__AdminKey: must not be the analysts' key"],
            FaultsOf(("Survey:AdminKey", key), ("Survey:AnalystKey", key))
        );
    }

    [Fact]
    public void An_address_that_is_wrong_is_named_by_its_place_alone() =>
        Assert.Equal(
            [
                "Survey__AnalystAddresses: number 2 is not an address like name@example.org",
                "Survey__AnalystAddresses: number 3 is not an address like name@example.org",
            ],
            FaultsOf(("Survey:AnalystAddresses", "ana@a.pt; bea at b.pt, Cá <c@c.pt>"))
        );

    [Fact]
    public void Mail_needs_a_sender() =>
        Assert.StartsWith(
            "Survey__NoticeFrom: ",
            Assert.Single(FaultsOf(("Survey:SendGridKey", "SG.x")))
        );

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            ["Survey__GraceMinutes", "Survey__EraseAfterDays"],
            FaultsOf(("Survey:GraceMinutes", "x"), ("Survey:EraseAfterDays", "y"))
                .Select(line => line.Split(':')[0])
        );

    [Fact]
    public void One_store_at_a_time() =>
        Assert.Contains(
            "give this or AzureWebJobsStorage__accountName",
            Assert.Single(
                FaultsOf(
                    ("Survey:ChecksumKey", TestSettings.ChecksumKey),
                    ("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
                    ("AzureWebJobsStorage:accountName", "account")
                )
            )
        );

    [Theory]
    [InlineData("dmeo")]
    [InlineData("--url", "http://localhost:1")]
    [InlineData("--urls")]
    public void A_word_that_means_nothing_is_named(params string[] args) =>
        Assert.StartsWith(
            $"{args[0]}: ",
            Assert.Single(Assert.Throws<StartException>(() => Arguments.Check(args)).Faults)
        );

    [Fact]
    public void Options_are_given_with_a_blank_or_an_equals_sign() =>
        Arguments.Check(["--urls", "http://localhost:1", "--Survey:GraceMinutes=3"]);

    private static IReadOnlyList<string> FaultsOf(params (string Key, string Value)[] values) =>
        Assert.Throws<StartException>(() => TestSettings.Read(values)).Faults;
}
