using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

public class AzureAccountTests
{
    [Theory]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=survey;AccountKey=AAAA;EndpointSuffix=core.windows.net",
        "https://survey.table.core.windows.net/",
        "https://survey.blob.core.windows.net/"
    )]
    [InlineData(
        "accountname=survey;accountkey=AAAA;EndpointSuffix=core.chinacloudapi.cn;",
        "https://survey.table.core.chinacloudapi.cn/",
        "https://survey.blob.core.chinacloudapi.cn/"
    )]
    [InlineData(
        "AccountName=survey;AccountKey=AAA=;BlobEndpoint=http://127.0.0.1:1/survey/",
        "https://survey.table.core.windows.net/",
        "http://127.0.0.1:1/survey/"
    )]
    [InlineData(
        "UseDevelopmentStorage=true",
        "http://127.0.0.1:10002/devstoreaccount1/",
        "http://127.0.0.1:10000/devstoreaccount1/"
    )]
    public void Addresses_are_made_of_a_connection_string(
        string connection,
        string tables,
        string blobs
    )
    {
        var account = AzureAccount.FromConnection(connection);

        Assert.Equal(tables, account.Tables.AbsoluteUri);
        Assert.Equal(blobs, account.Blobs.AbsoluteUri);
        Assert.NotNull(account.Key);
    }

    [Fact]
    public void An_account_never_prints_its_key() =>
        Assert.Equal(
            "survey",
            AzureAccount.FromConnection("AccountName=survey;AccountKey=AAAA").ToString()
        );
}
