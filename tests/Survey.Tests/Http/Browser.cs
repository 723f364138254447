using System.Net;
using AngleSharp.Html.Parser;

namespace Survey.Tests.Http;

/// <summary>Asks as a browser does: for pages, with the cookies it was given, and follows nothing by itself.</summary>
internal sealed class Browser(Uri site)
{
    public const string Accept = "text/html,application/xhtml+xml,*/*;q=0.8";

    private readonly CookieContainer _cookies = new();
    private Uri _site = site;

    /// <summary>Of a path, as <c>name=value</c>.</summary>
    public string CookiesOf(string path) => _cookies.GetCookieHeader(new Uri(_site, path));

    /// <summary>Another instance behind the same name: the cookies stay.</summary>
    public void MoveTo(Uri other) => _site = other;

    public Task<HttpResponseMessage> SignInAsync(string key, string to = "") =>
        SendAsync("/sign-in", $"key={Uri.EscapeDataString(key)}&to={Uri.EscapeDataString(to)}");

    /// <param name="form">Null: GET.</param>
    public async Task<HttpResponseMessage> SendAsync(string path, string? form = null)
    {
        using var client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }
        );
        using var request = new HttpRequestMessage(
            form is null ? HttpMethod.Get : HttpMethod.Post,
            new Uri(_site, path)
        );
        request.Headers.Add("Accept", Accept);
        if (form is not null)
            request.Content = new StringContent(form, null, "application/x-www-form-urlencoded");
        return await client.SendAsync(request);
    }

    public async Task<int> StatusAsync(string path, string? form = null)
    {
        using var reply = await SendAsync(path, form);
        return (int)reply.StatusCode;
    }

    /// <summary>The hidden token of the page's form, as a field of the form.</summary>
    public async Task<string> TokenAsync(string path)
    {
        using var reply = await SendAsync(path);
        var page = new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());
        var field = page.QuerySelector("form input[type=hidden]")!;
        return $"{field.GetAttribute("name")}={Uri.EscapeDataString(field.GetAttribute("value")!)}";
    }
}
