using System.Buffers.Binary;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Survey.Collect;
using Survey.Publish;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Collect;

public sealed partial class SubmitResponseTests : IDisposable
{
    private readonly CollectFixture _kit = new();
    private readonly SubmitResponse _submit;

    public SubmitResponseTests() => _submit = _kit.Get<SubmitResponse>();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Stores_a_response_and_says_its_id()
    {
        await _kit.RollAsync();
        var id = Guid.NewGuid();
        var reply = await SendAsync(
            Body(
                $"{id}".ToUpperInvariant(),
                answers: """{"plays":"yes","kinds":["sport","chance"],"spends":"never"}"""
            )
        );
        Assert.Equal((201, $$"""{"id":"{{id}}"}"""), (reply.Status, reply.Body));
        Assert.Equal(["131"], await StoredAsync());
    }

    [Theory]
    [InlineData("""{"plays":"yes"}""", "100")]
    [InlineData("""{"plays":"yes","kinds":[],"spends":null}""", "100")]
    [InlineData("""{"plays":"yes","kinds":["none"]}""", "14-")]
    public async Task Any_item_may_be_left_out(string answers, string stored)
    {
        await _kit.RollAsync();
        Assert.Equal(201, (await SendAsync(Body(answers: answers))).Status);
        Assert.Equal([stored], await StoredAsync());
    }

    [Fact]
    public async Task A_body_with_every_kind_of_error_is_told_them_all()
    {
        await _kit.RollAsync();
        var reply = await SendAsync(
            """
            {"id":"me@example.org","wave":7,"color":"Ana Silva","Olá!":1,"answers":{"plays":"no",
            "kinds":["sport","sport","none","secret"],"spends":{"a":1},"weight":"60 kg","Ana Silva":"x"}}
            """
        );
        Assert.Equal(400, reply.Status);
        Assert.Equal("application/problem+json", reply.Headers.ContentType);
        Assert.Equal(
            "answers body color id instrument kinds spends wave weight".Split(' '),
            reply.Faults
        );
        Assert.Equal(4, reply.Json.GetProperty("errors").GetProperty("kinds").GetArrayLength());
        foreach (var sent in new[] { "me@example.org", "Ana Silva", "Olá", "secret", "60 kg" })
            Assert.DoesNotContain(sent, reply.Body, StringComparison.Ordinal);
        Assert.Empty(await StoredAsync());
    }

    [Theory]
    [InlineData("""{"plays":"maybe"}""", "plays")]
    [InlineData("""{"plays":["yes"]}""", "plays")]
    [InlineData("""{"plays":true}""", "plays")]
    [InlineData("""{"plays":"yes","plays":"no"}""", "plays")]
    [InlineData("""{"plays":"yes","kinds":"sport"}""", "kinds")]
    [InlineData("""{"plays":"yes","kinds":["sport","sport"]}""", "kinds")]
    [InlineData("""{"plays":"yes","kinds":["sport","none"]}""", "kinds")]
    [InlineData("""{"plays":"no","kinds":["sport"]}""", "kinds")]
    [InlineData("""{"plays":"yes","kinds":["none"],"spends":"often"}""", "spends")]
    [InlineData("""{"shoe_size":"44"}""", "shoe_size")]
    [InlineData("null", "answers")]
    [InlineData("{}", "answers")]
    [InlineData("""{"plays":null,"kinds":[]}""", "answers")]
    public async Task Each_rule_of_the_answers_has_its_fault(string answers, string fault)
    {
        await _kit.RollAsync();
        var reply = await SendAsync(Body(answers: answers));
        Assert.Equal(400, reply.Status);
        Assert.Equal([fault], reply.Faults);
        Assert.Empty(await StoredAsync());
    }

    [Theory]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("\"{7b9f1a52-3f4e-4a51-9a7e-3f1c1b1d2e3f}\"")]
    [InlineData("\"7b9f1a523f4e4a519a7e3f1c1b1d2e3f\"")]
    [InlineData("17")]
    [InlineData("null")]
    public async Task What_is_not_a_uuid_is_no_id(string id)
    {
        await _kit.RollAsync();
        var reply = await SendAsync(
            $$"""{"id":{{id}},"wave":"2026-Q4","instrument":"small/1","answers":{"plays":"no"} }"""
        );
        Assert.Equal((400, "id"), (reply.Status, Assert.Single(reply.Faults)));
    }

    [Theory]
    [InlineData("2026-Q3", "small/1", 404)]
    [InlineData("2027-Q1", "small/1", 404)]
    [InlineData("%#?/\\", "small/1", 404)]
    [InlineData("2026-Q4", "small/2", 409)]
    public async Task Another_wave_or_instrument_is_refused(
        string wave,
        string instrument,
        int status
    )
    {
        await _kit.RollAsync();
        var body = Body(wave: wave.Replace("\\", "\\\\"), instrument: instrument);
        Assert.Equal(status, (await SendAsync(body)).Status);
        Assert.Empty(await StoredAsync());
    }

    [Fact]
    public async Task Without_the_store_it_may_be_sent_again()
    {
        await _kit.RollAsync();
        var body = Body();
        _kit.Tables.WritesLeft = 0;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => SendAsync(body));
        _kit.Tables.WritesLeft = int.MaxValue;
        Assert.Equal(201, (await SendAsync(body)).Status);
    }

    [Fact]
    public async Task A_store_out_of_reach_never_hides_that_the_wave_has_closed()
    {
        await _kit.RollAsync();
        Assert.Equal(201, (await SendAsync(Body())).Status);
        await _kit.SendAsync(_kit.Get<CloseWave>().Run, wave: "2026-Q4");
        // Known as open still, but the gate is gone and the look for the id fails.
        _kit.Tables.FailsToRead = table => table == "Responses";
        Assert.Equal(410, (await SendAsync(Body())).Status);
        _kit.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(410, (await SendAsync(Body())).Status);
        // Nothing can be read any more, but it was read once that the wave has closed.
        _kit.Tables.FailsToRead = _ => true;
        _kit.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(410, (await SendAsync(Body())).Status);
    }

    [Fact]
    public async Task A_wave_not_known_when_the_store_failed_is_not_called_missing()
    {
        await _kit.RollAsync();
        Assert.Equal(404, (await SendAsync(Body(wave: "2027-Q1"))).Status);
        _kit.Tables.FailsToRead = _ => true;
        _kit.Time.Advance(TimeSpan.FromDays(60));
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            SendAsync(Body(wave: "2027-Q1"))
        );
    }

    [Fact]
    public async Task Who_sends_without_end_is_asked_to_wait_and_loses_nothing_by_it()
    {
        await _kit.RollAsync();
        void FromOneAddress(HttpRequest request) =>
            request.HttpContext.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
        Assert.Equal(201, (await SendAsync(Body(), FromOneAddress)).Status);
        Assert.Equal(201, (await SendAsync(Body(), FromOneAddress)).Status);
        var body = Body();
        var reply = await SendAsync(body, FromOneAddress);
        Assert.Equal(429, reply.Status);
        Assert.InRange(int.Parse(reply.Headers.RetryAfter!, null), 1, 60);
        Assert.Equal(201, (await SendAsync(body)).Status);
    }

    [Fact]
    public async Task Past_the_share_a_proof_of_work_is_taken_for_its_own_response_and_some_minutes()
    {
        await _kit.RollAsync();
        for (var response = 0; response < 2; response++)
            Assert.Equal(201, (await SendAsync(Body(), From())).Status);
        var id = $"{Guid.NewGuid()}";
        var refused = await SendAsync(Body(id), From());
        var challenge = refused.Json.GetProperty("challenge");
        var token = challenge.GetProperty("token").GetString()!;
        var proof = SolutionOf(token, id, challenge.GetProperty("bits").GetInt32());

        foreach (var wrong in new[] { "", "-1", "99999999", "999999999", "x", $"+{proof}" })
            Assert.Equal(429, (await SendAsync(Body(id), From(proof: wrong))).Status);
        var other = await SendAsync(Body(), From(proof: proof));
        Assert.Equal(token, other.Json.GetProperty("challenge").GetProperty("token").GetString());
        _kit.Time.Advance(TimeSpan.FromMinutes(10));
        // The share is whole again, and used up again.
        for (var response = 0; response < 2; response++)
            Assert.Equal(201, (await SendAsync(Body(), From())).Status);
        Assert.Equal(429, (await SendAsync(Body(), From())).Status);
        Assert.Equal(201, (await SendAsync(Body(id), From(proof: proof))).Status);
        Assert.Equal(200, (await SendAsync(Body(id), From(proof: proof))).Status);
        _kit.Time.Advance(TimeSpan.FromMinutes(10));
        var late = Enumerable.Range(0, 3).Select(_ => SendAsync(Body(id), From(proof: proof)));
        Assert.Equal([200, 200, 429], (await Task.WhenAll(late)).Select(one => one.Status));
    }

    [Fact]
    public async Task Past_the_bound_of_proofs_no_challenge_is_given()
    {
        await _kit.RollAsync();
        var replies = new List<Reply>();
        for (var request = 0; request < 2 + 8 + 1; request++)
            replies.Add(await SendAsync(Body(), From(proof: "1")));
        Assert.Equal(2, replies.Count(one => one.Status == 201));
        Assert.Equal(
            8,
            replies.Count(one => one.Status == 429 && one.Json.TryGetProperty("challenge", out _))
        );
        Assert.Equal(429, replies[^1].Status);
        Assert.InRange(int.Parse(replies[^1].Headers.RetryAfter!, null), 1, 60);
    }

    /// <param name="proof">Null: none.</param>
    private static Action<HttpRequest> From(string address = "192.0.2.7", string? proof = null) =>
        request =>
        {
            request.HttpContext.Connection.RemoteIpAddress = IPAddress.Parse(address);
            if (proof is not null)
                request.Headers[ProofOfWork.Header] = proof;
        };

    private static string SolutionOf(string token, string id, int bits) =>
        Enumerable
            .Range(0, int.MaxValue)
            .Select(number => $"{number}")
            .First(number =>
                BitOperations.LeadingZeroCount(
                    BinaryPrimitives.ReadUInt32BigEndian(
                        SHA256.HashData(Encoding.ASCII.GetBytes($"{token}{id}{number}"))
                    )
                ) >= bits
            );

    private static string Body(
        string? id = null,
        string wave = "2026-Q4",
        string instrument = "small/1",
        string answers = """{"plays":"no"}"""
    ) =>
        $$"""{"id":"{{id ?? $"{Guid.NewGuid()}"}}","wave":"{{wave}}","instrument":"{{instrument}}","answers":{{answers}}}""";

    private Task<Reply> SendAsync(string body, Action<HttpRequest>? also = null) =>
        _kit.SendAsync(_submit.Run, body, also: also);

    private async Task<List<string>> StoredAsync()
    {
        var stored = new List<string>();
        for (var shard = 0; shard < Responses.Shards; shard++)
            await foreach (
                var one in _kit.Get<Responses>().ReadAsync("2026-Q4", shard, CancellationToken.None)
            )
                stored.Add(one.Text);
        return stored;
    }
}
