using System.Net;
using System.Net.Http.Headers;
using Azure.Core;
using Azure.Identity;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

/// <summary>What the real services answer and Azurite does not, after their documentation.</summary>
public sealed class AzureFaultsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Operation[] Gated =
    [
        new Operation.Require("p", "~gate"),
        new Operation.Insert(new Entity("p", "r", new Dictionary<string, object>())),
    ];

    private readonly FaultyNetwork _network = new();
    private readonly AzureTables _tables;

    public AzureFaultsTests() =>
        _tables = new(
            AzureClients
                .FromConnection("AccountName=survey;AccountKey=c2VjcmV0", _network.Configure)
                .Tables
        );

    private static HttpResponseMessage Batch(string status, string code)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Accepted)
        {
            Content = new StringContent(
                "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
                    + $"HTTP/1.1 {status}\r\nDataServiceVersion: 3.0;\r\n\r\n"
                    + $$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"1:x"} } }"""
                    + "\r\n--changesetresponse_1--\r\n--batchresponse_1--\r\n"
            ),
        };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(
            "multipart/mixed; boundary=batchresponse_1"
        );
        return response;
    }

    /// <summary>Two who pass the gate at the same moment meet inside the service (412), and both pass.</summary>
    [Theory]
    [InlineData("503 Service Unavailable", "ServerBusy")]
    [InlineData("500 Internal Server Error", "OperationTimedOut")]
    [InlineData("412 Precondition Failed", "UpdateConditionNotSatisfied")]
    public async Task What_cannot_be_done_now_is_tried_again_and_then_given_up(
        string status,
        string code
    )
    {
        _network.Answer = _ =>
            _network.Requests.Count < 3
                ? Batch(status, code)
                : Batch("404 Not Found", "ResourceNotFound");
        Assert.Equal(
            Outcome.Missing,
            await _tables.SubmitAsync("Table", [new Operation.Require("p", "~gate")], None)
        );
        Assert.Equal(3, _network.Requests.Count);

        _network.Requests.Clear();
        _network.Answer = _ => Batch(status, code);
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            _tables.SubmitAsync("Table", Gated, None)
        );
        Assert.Equal(5, _network.Requests.Count);
    }

    [Theory]
    [InlineData("AuthenticationFailed", 70, "this machine's clock is 70 minutes off")]
    [InlineData(
        "AuthorizationPermissionMismatch",
        0,
        "the identity lacks the role Storage Table Data Contributor"
    )]
    [InlineData("KeyBasedAuthenticationNotPermitted", 0, "it takes identities only, no key")]
    [InlineData(
        "AuthorizationFailure",
        0,
        "the account's key is refused, or the identity lacks the role Storage Table Data Contributor, or network rules refuse this machine"
    )]
    public async Task A_refusal_says_in_one_line_what_to_look_at(
        string code,
        int minutesOff,
        string reason
    )
    {
        var theirs = TimeProvider.System.GetUtcNow().AddMinutes(minutesOff + 0.5);
        _network.Answer = _ =>
            FaultyNetwork.Respond(HttpStatusCode.Forbidden, code, ("Date", $"{theirs:R}"));

        foreach (
            var act in new Func<Task>[]
            {
                () => _tables.GetAsync("Table", "p", "r", None),
                () => _tables.SubmitAsync("Table", Gated, None),
            }
        )
            Assert.Equal(
                $"the Table service at survey.table.core.windows.net: {reason}.",
                (await Assert.ThrowsAsync<StorageUnavailableException>(act)).Message
            );
    }

    [Fact]
    public async Task An_answer_from_something_else_than_the_service_is_not_taken_for_a_missing_row()
    {
        _network.Answer = _ => new HttpResponseMessage(HttpStatusCode.NotFound)
        {
            Content = new StringContent("<html>no such page</html>"),
        };

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            _tables.GetAsync("Table", "p", "r", None)
        );
    }

    [Fact]
    public async Task No_identity_gives_one_line()
    {
        var tables = new AzureTables(
            AzureClients.FromIdentity("survey", new NoIdentity(), _network.Configure).Tables
        );

        var said = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            tables.GetAsync("Table", "p", "r", None)
        );
        Assert.Equal(
            "the Table service at survey.table.core.windows.net: no identity can be had.",
            said.Message
        );
    }

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => throw new CredentialUnavailableException("many\nlines\nof advice");

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => new(GetToken(requestContext, cancellationToken));
    }
}
