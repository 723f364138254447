using System.Net;
using Survey.Simulator;
using Survey.Tests.Ask;

namespace Survey.Tests.Whole;

/// <summary>A program in a process of its own whose keys the test knows; the wave is the present one.</summary>
internal static class KeyedServer
{
    private const string AdminKey = "an-admin-key-for-this-test-0123456789";
    private const string AnalystKey = "an-analyst-key-for-this-test-0123456789";

    /// <param name="connection">Of a storage account; null: a folder of its own.</param>
    public static Server Create(string? connection)
    {
        var settings = new Dictionary<string, string>
        {
            ["Survey__ChecksumKey"] = TestSettings.ChecksumKey,
            ["Survey__AdminKey"] = AdminKey,
            ["Survey__AnalystKey"] = AnalystKey,
        };
        if (connection is not null)
            settings["AzureWebJobsStorage"] = connection;
        return new Server("Survey.Functions", settings: settings);
    }

    public static async Task<HttpStatusCode> CloseAsync(this Server server)
    {
        var path = $"api/waves/{Shipped.Now.Id}/close";
        using var answer = await SendAsync(server, HttpMethod.Post, path, AdminKey);
        return answer.StatusCode;
    }

    /// <param name="file">With a slash before; empty: its manifest.</param>
    public static Task<HttpResponseMessage> ReleaseAsync(this Server server, string file = "") =>
        SendAsync(server, HttpMethod.Get, $"api/releases/{Shipped.Now.Id}{file}", AnalystKey);

    private static async Task<HttpResponseMessage> SendAsync(
        Server server,
        HttpMethod method,
        string path,
        string key
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-functions-key", key);
        return await server.Client.SendAsync(request);
    }
}
