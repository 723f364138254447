using Survey.Storage;
using Survey.Tests.Storage.Azure;
using Xunit;

namespace Survey.Tests.Storage;

[Collection(AzuriteTests.Name)]
public sealed class StoresTests(SharedAzurite shared) : IDisposable
{
    private const string Key = "c2VjcmV0LWtleS1vZi10aGUtYWNjb3VudA==";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Settings Settings(
        string? connection = null,
        string? account = null,
        string? clientId = null
    ) =>
        new(
            Path.Combine(_folder.Path, "data"),
            "youth-online-pt",
            null,
            null,
            600,
            5,
            7,
            false,
            connection,
            account,
            clientId,
            "http://localhost:0"
        );

    private static string Fault(Action act) =>
        Assert.Single(Assert.Throws<StartException>(act).Faults);

    [Fact]
    public async Task Without_a_storage_account_the_data_are_files_in_the_data_folder()
    {
        using var stores = Stores.Open(Settings());

        await stores.CheckAsync(CancellationToken.None);
        Assert.IsType<SqliteTables>(stores.Tables);
        Assert.IsType<FileBlobs>(stores.Blobs);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "data", "survey.db")));
    }

    [Fact]
    public void A_data_folder_that_is_none_is_named()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "data"), "a file");

        Assert.StartsWith(
            "Survey__DataPath: ",
            Fault(() => Stores.Open(Settings())),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_connection_string_leads_to_the_account()
    {
        using var stores = Stores.Open(Settings(shared.Azurite.Connection));

        await stores.CheckAsync(CancellationToken.None);
        Assert.IsType<AzureTables>(stores.Tables);
        Assert.IsType<AzureBlobs>(stores.Blobs);
    }

    [Fact]
    public void An_account_name_leads_to_the_account_by_an_identity()
    {
        using var stores = Stores.Open(Settings(account: "youthsurvey", clientId: "an-id"));

        Assert.IsType<AzureTables>(stores.Tables);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "data")));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountKey=" + Key)]
    [InlineData("AccountName=survey")]
    [InlineData("AccountName=survey;AccountKey=!!" + Key)]
    [InlineData("AccountName=survey;AccountKey=" + Key + ";TableEndpoint=nowhere")]
    [InlineData("AccountName=survey;Account" + Key)]
    [InlineData("UseDevelopmentStorage=maybe")]
    public void A_faulty_connection_string_gives_one_line_without_the_key(string connection) =>
        Assert.Equal(
            "AzureWebJobsStorage: it is no connection string with the name of a storage account and its key (AccountName=...;AccountKey=...).",
            Fault(() => Stores.Open(Settings(connection)))
        );

    [Theory]
    [InlineData("not/one")]
    [InlineData("youthsurvey.example.org")]
    public void A_name_that_is_no_account_s_gives_one_line(string account) =>
        Assert.Equal(
            "AzureWebJobsStorage__accountName: an account's name is 3 to 24 lower-case letters and digits.",
            Fault(() => Stores.Open(Settings(account: account)))
        );

    [Fact]
    public async Task A_wrong_key_gives_one_line_at_start()
    {
        using var stores = Stores.Open(
            Settings(shared.Azurite.Connection.Replace(Azurite.Key, Key, StringComparison.Ordinal))
        );

        var refused = await Assert.ThrowsAsync<StartException>(() =>
            stores.CheckAsync(CancellationToken.None)
        );
        Assert.Equal(
            $"AzureWebJobsStorage: the Table service at 127.0.0.1:{shared.Azurite.TablePort}: the account's key is refused, or the identity lacks the role Storage Table Data Contributor, or network rules refuse this machine.",
            Assert.Single(refused.Faults)
        );
    }
}
