using System.Net;
using Azure.Core;
using Azure.Identity;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage.Azure;

/// <summary>What the real services do and Azurite does not: answers made after their documentation.</summary>
public sealed class AzureProtocolTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FaultyNetwork _network = new();
    private readonly ManualTimeProvider _clock = new(Now);

    private AzureTables Tables(AzureAccount? account = null) =>
        new(
            account ?? AzureAccount.FromConnection("AccountName=survey;AccountKey=c2VjcmV0"),
            _network.Options(_clock)
        );

    private static HttpResponseMessage Json(string json, params (string, string)[] headers) =>
        Answer(HttpStatusCode.OK, json, headers);

    private static HttpResponseMessage Answer(
        HttpStatusCode status,
        string body,
        params (string Name, string Value)[] headers
    )
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    private static HttpResponseMessage Batch(string status, string body) =>
        Answer(
            HttpStatusCode.Accepted,
            "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
                + $"HTTP/1.1 {status}\r\nDataServiceVersion: 3.0;\r\n\r\n{body}\r\n--changesetresponse_1--\r\n--batchresponse_1--\r\n"
        );

    private static string Error(string code) =>
        $$"""{"odata.error":{"code":"{{code}}","message":{"lang":"en-US","value":"1:x"} } }""";

    private static readonly Operation[] Gated =
    [
        new Operation.Require("p", "~gate"),
        new Operation.Insert(new Entity("p", "r", new Dictionary<string, object>())),
    ];

    [Fact]
    public async Task An_empty_page_with_a_token_is_not_the_end_and_the_row_s_part_may_be_missing()
    {
        var answers = new Queue<HttpResponseMessage>([
            Json("""{"value":[]}""", ("x-ms-continuation-NextPartitionKey", "1!4!cA--")),
            Json(
                """{"value":[{"PartitionKey":"p","RowKey":"a","Timestamp@odata.type":"Edm.DateTime","Timestamp":"2026-01-01T00:00:00Z","n":1}]}""",
                ("x-ms-continuation-NextPartitionKey", "1!4!cA--"),
                ("x-ms-continuation-NextRowKey", "1!4!Y/=")
            ),
            Json("""{"value":[{"PartitionKey":"p","RowKey":"b"}]}"""),
        ]);
        _network.Answer = _ => answers.Dequeue();

        var rows = new List<Entity>();
        await foreach (var row in Tables().QueryAsync("Table", "p", None))
            rows.Add(row);

        Assert.Equal(["a", "b"], rows.Select(row => row.RowKey));
        Assert.Equal(["n"], rows[0].Properties.Keys);
        const string first = "/Table()?$filter=PartitionKey%20eq%20'p'&$top=1000";
        Assert.Equal(
            [
                first,
                first + "&NextPartitionKey=1%214%21cA--",
                first + "&NextPartitionKey=1%214%21cA--&NextRowKey=1%214%21Y%2F%3D",
            ],
            _network.Requests.Select(request => request.Path)
        );
    }

    [Fact]
    public async Task A_busy_store_is_given_the_time_it_asks_for_and_every_try_is_signed_anew()
    {
        _network.Answer = request =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return _network.Requests.Count < 3
                ? FaultyNetwork.Respond(
                    HttpStatusCode.ServiceUnavailable,
                    "ServerBusy",
                    ("Retry-After", "1")
                )
                : Json("""{"PartitionKey":"p","RowKey":"r"}""");
        };
        var started = TimeProvider.System.GetTimestamp();

        Assert.NotNull(await Tables().GetAsync("Table", "p", "r", None));

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(2));
        Assert.Equal(3, _network.Requests.Select(request => request.Signature).Distinct().Count());
    }

    [Fact]
    public async Task What_is_busy_inside_a_batch_s_answer_is_tried_again()
    {
        _network.Answer = _ =>
            _network.Requests.Count == 1
                ? Batch("503 Service Unavailable", Error("ServerBusy"))
                : Batch("204 No Content", "");

        Assert.Equal(Outcome.Done, await Tables().SubmitAsync("Table", Gated, None));
        Assert.Equal(2, _network.Requests.Count);
    }

    [Fact]
    public async Task Two_who_pass_the_gate_at_the_same_moment_both_pass()
    {
        _network.Answer = _ =>
            _network.Requests.Count < 3
                ? Batch("412 Precondition Failed", Error("UpdateConditionNotSatisfied"))
                : Batch("204 No Content", "");

        Assert.Equal(Outcome.Done, await Tables().SubmitAsync("Table", Gated, None));
    }

    [Theory]
    [InlineData("409 Conflict", "EntityAlreadyExists", Outcome.Exists)]
    [InlineData("404 Not Found", "ResourceNotFound", Outcome.Missing)]
    [InlineData("404 Not Found", "EntityNotFound", Outcome.Missing)]
    public async Task A_batch_that_is_202_outside_may_have_failed_inside(
        string status,
        string code,
        Outcome outcome
    )
    {
        _network.Answer = _ => Batch(status, Error(code));

        Assert.Equal(outcome, await Tables().SubmitAsync("Table", Gated, None));
    }

    [Theory]
    [InlineData(
        "AuthenticationFailed",
        "Thu, 01 Oct 2026 12:00:30 GMT",
        "the account's key is refused"
    )]
    [InlineData(
        "AuthenticationFailed",
        "Thu, 01 Oct 2026 13:10:00 GMT",
        "this machine's clock is 70 minutes off"
    )]
    [InlineData(
        "AuthorizationPermissionMismatch",
        "Thu, 01 Oct 2026 12:00:00 GMT",
        "the identity lacks the role Storage Table Data Contributor"
    )]
    [InlineData(
        "AuthorizationFailure",
        "Thu, 01 Oct 2026 12:00:00 GMT",
        "the account's key is refused, or its network rules refuse this machine"
    )]
    public async Task A_refusal_says_in_one_line_what_to_look_at(
        string code,
        string date,
        string reason
    )
    {
        _network.Answer = _ =>
            FaultyNetwork.Respond(HttpStatusCode.Forbidden, code, ("Date", date));

        foreach (
            var act in new Func<Task>[]
            {
                () => Tables().GetAsync("Table", "p", "r", None),
                () => Tables().SubmitAsync("Table", Gated, None),
            }
        )
            Assert.Equal(
                $"the Table service of account survey: {reason}.",
                (await Assert.ThrowsAsync<StorageUnavailableException>(act)).Message
            );
    }

    [Fact]
    public async Task An_answer_from_something_else_than_the_service_is_not_taken_for_a_missing_row()
    {
        _network.Answer = _ => Answer(HttpStatusCode.NotFound, "<html>no such page</html>");

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            Tables().GetAsync("Table", "p", "r", None)
        );
    }

    [Fact]
    public async Task An_identity_s_token_goes_with_the_request()
    {
        var account = AzureAccount.FromIdentity("survey", null) with
        {
            Identity = new Identity(() => new AccessToken("token", DateTimeOffset.MaxValue)),
        };
        _network.Answer = _ => Json("""{"PartitionKey":"p","RowKey":"r"}""");

        Assert.NotNull(await Tables(account).GetAsync("Table", "p", "r", None));
        Assert.Equal("Bearer token", _network.Requests.Single().Signature);
    }

    [Fact]
    public async Task No_identity_gives_one_line()
    {
        var account = AzureAccount.FromIdentity("survey", null) with
        {
            Identity = new Identity(() =>
                throw new CredentialUnavailableException("many\nlines\nof advice")
            ),
        };

        var said = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            Tables(account).GetAsync("Table", "p", "r", None)
        );
        Assert.Equal("no identity can be had for account survey.", said.Message);
    }

    private sealed class Identity(Func<AccessToken> get) : TokenCredential
    {
        public override AccessToken GetToken(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        )
        {
            Assert.Equal(["https://storage.azure.com/.default"], requestContext.Scopes);
            return get();
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => new(GetToken(requestContext, cancellationToken));
    }
}
