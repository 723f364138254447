using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace Survey.Storage;

/// <summary>Azure Table Storage over REST.</summary>
internal sealed class AzureTables(AzureAccount account, AzureOptions options) : ITables
{
    private const string Version = "2020-12-06";
    private const int Tries = 5;

    private readonly AzureService _service = AzureService.Tables(account, options);

    public async Task<Entity?> GetAsync(
        string table,
        string partitionKey,
        string rowKey,
        CancellationToken cancel
    )
    {
        Limits.CheckTable(table);
        Limits.CheckKey(partitionKey);
        Limits.CheckKey(rowKey);
        using var message = Message(
            RequestMethod.Get,
            AzureRequest.PathOf(table, partitionKey, rowKey)
        );
        var response = await _service.SendAsync(message, cancel);
        if (response.IsError)
            return IsMissing(AzureService.CodeOf(response))
                ? null
                : throw _service.Refusal(response);
        using var json = JsonDocument.Parse(response.Content.ToMemory());
        return AzureEntity.Read(json.RootElement);
    }

    public async IAsyncEnumerable<Entity> QueryAsync(
        string table,
        string partitionKey,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        Limits.CheckTable(table);
        Limits.CheckKey(partitionKey);
        var query =
            $"{table}()?$filter=PartitionKey%20eq%20'{AzureRequest.Escape(partitionKey)}'&$top=1000";
        // A page may be empty and not the last: only a page without a token is.
        for (var token = ""; token is not null; )
        {
            using var message = Message(RequestMethod.Get, query + token);
            var response = await _service.SendAsync(message, cancel);
            if (response.IsError && IsMissing(AzureService.CodeOf(response)))
                yield break;
            if (response.IsError)
                throw _service.Refusal(response);
            using var page = JsonDocument.Parse(response.Content.ToMemory());
            foreach (var row in page.RootElement.GetProperty("value").EnumerateArray())
                yield return AzureEntity.Read(row);
            token = NextPage(response);
        }
    }

    private static string? NextPage(Response response)
    {
        var token = "";
        foreach (var name in (string[])["NextPartitionKey", "NextRowKey"])
            if (response.Headers.TryGetValue("x-ms-continuation-" + name, out var value))
                token += $"&{name}={Uri.EscapeDataString(value)}";
        return token.Length == 0 ? null : token;
    }

    public async Task<Outcome> SubmitAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    )
    {
        Limits.CheckTransaction(table, steps);
        if (steps is [Operation.Require { PartitionKey: var partition, RowKey: var row }])
            return await GetAsync(table, partition, row, cancel) is null
                ? Outcome.Missing
                : Outcome.Done;
        var retried = false;
        for (var attempt = 1; ; attempt++)
        {
            using var message = Message(table, steps);
            var response = await _service.SendAsync(message, cancel);
            retried |= message.ProcessingContext.RetryNumber > 0;
            var (status, code) = FailureOf(response);
            if (code is "TableNotFound" && steps.Any(step => step is Operation.Insert))
                await MakeTableAsync(table, cancel);
            else if (response.Status == 202 && status is 408 or 429 or >= 500)
            {
                // Too busy, said inside an answer that Azure.Core takes for a success.
                retried = true;
                await WaitAsync(attempt, cancel);
            }
            else if (OutcomeOf(code) is not { } outcome)
                throw _service.Refusal(response, code);
            else if (outcome == Outcome.Changed && !steps.Any(NamesVersion))
                // Two merges into one row met inside the service: nobody asked for a version.
                await WaitAsync(attempt, cancel);
            else if (outcome != Outcome.Done && retried && await IsDoneAsync(table, steps, cancel))
                return Outcome.Done;
            else
                return outcome;
            if (attempt == Tries)
                throw _service.Refusal(response, code);
        }
    }

    private static Task WaitAsync(int attempt, CancellationToken cancel) =>
        Task.Delay(Random.Shared.Next(10, 50 << attempt), cancel);

    private HttpMessage Message(string table, IReadOnlyList<Operation> steps)
    {
        if (steps.Count > 1)
        {
            var (body, mediaType) = AzureBatch.Write(_service.Address, table, steps);
            var batch = Message(RequestMethod.Post, "$batch");
            batch.Request.Headers.Add("Content-Type", mediaType);
            batch.Request.Content = RequestContent.Create(body);
            return batch;
        }
        var request = AzureRequest.For(table, steps[0]);
        var message = Message(request.Method, request.Path);
        foreach (var (name, value) in request.Headers)
            message.Request.Headers.Add(name, value);
        if (request.Body.Length > 0)
            message.Request.Content = RequestContent.Create(request.Body);
        return message;
    }

    private HttpMessage Message(RequestMethod method, string path)
    {
        var message = _service.Message(method, path, Version);
        message.Request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        return message;
    }

    /// <summary>The service's code is null when all went well.</summary>
    private static (int Status, string? Code) FailureOf(Response response)
    {
        if (response.IsError)
            return (response.Status, AzureService.CodeOf(response));
        if (response.Status != 202)
            return (response.Status, null);
        return AzureBatch.Failure(response.Content.ToMemory().Span) is var (status, code)
            ? (status, code)
            : (202, null);
    }

    private static bool IsMissing(string code) =>
        code is "ResourceNotFound" or "EntityNotFound" or "TableNotFound";

    private static Outcome? OutcomeOf(string? code) =>
        code switch
        {
            null => Outcome.Done,
            "EntityAlreadyExists" => Outcome.Exists,
            "UpdateConditionNotSatisfied" or "ConditionNotMet" => Outcome.Changed,
            _ when IsMissing(code) => Outcome.Missing,
            _ => null,
        };

    private static bool NamesVersion(Operation step) =>
        step is Operation.Replace or Operation.Delete { ETag: not null };

    /// <summary>A try before the last may have succeeded and its answer been lost: then the rows are as we wanted them.
    /// Another's identical change cannot be told from ours, and need not be.</summary>
    private async Task<bool> IsDoneAsync(
        string table,
        IReadOnlyList<Operation> steps,
        CancellationToken cancel
    )
    {
        var changes = steps.Where(step => step is not Operation.Require).ToList();
        foreach (var step in changes)
        {
            var stored = await GetAsync(table, step.PartitionKey, step.RowKey, cancel);
            var wanted = step switch
            {
                Operation.Insert insert => insert.Entity,
                Operation.Replace replace => replace.Entity,
                _ => null,
            };
            var same =
                stored is null || wanted is null
                    ? stored is null && wanted is null
                    : AzureEntity.Same(stored, wanted);
            if (!same)
                return false;
        }
        return changes.Count > 0;
    }

    private async Task MakeTableAsync(string table, CancellationToken cancel)
    {
        using var message = Message(RequestMethod.Post, "Tables");
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Content = RequestContent.Create(
            JsonSerializer.SerializeToUtf8Bytes(new { TableName = table })
        );
        var response = await _service.SendAsync(message, cancel);
        if (response.IsError && AzureService.CodeOf(response) != "TableAlreadyExists")
            throw _service.Refusal(response);
    }
}
