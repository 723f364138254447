using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Survey.Simulator;
using Survey.Tests.Http;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Standalone;

/// <summary>The program behind nginx with docs/nginx.conf, of which only ports and paths are others. Visitors come from
/// addresses of their own within 127.0.0.0/8; the proxy from 127.0.0.1.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _https = Server.FreePort();
    private readonly int _http = Server.FreePort();
    private X509Certificate2 _certificate = null!;
    private TestProgram _program = null!;
    private Process _nginx = null!;

    public async Task InitializeAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(
            "CN=survey.example.org",
            key,
            HashAlgorithmName.SHA256
        );
        var now = DateTimeOffset.UtcNow;
        _certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(
            _folder.File("survey.pem"),
            _certificate.ExportCertificatePem()
        );
        await File.WriteAllTextAsync(_folder.File("survey.key"), key.ExportPkcs8PrivateKeyPem());
        _program = await TestProgram.StartAsync(
            new Dictionary<string, string?>
            {
                ["Survey:TrustedProxies"] = "127.0.0.1",
                ["Survey:SubmissionsPerMinute"] = "2",
            }
        );
        var example = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "nginx.conf")
        );
        (string Text, string Other)[] others =
        [
            ("listen 80;", $"listen 127.0.0.1:{_http};"),
            ("listen 443 ssl;", $"listen 127.0.0.1:{_https} ssl;"),
            ("/etc/ssl/", $"{_folder.Path}/"),
            (
                "http://127.0.0.1:7071",
                _program.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)
            ),
        ];
        foreach (var (text, other) in others)
        {
            Assert.Contains(text, example, StringComparison.Ordinal);
            example = example.Replace(text, other, StringComparison.Ordinal);
        }
        await File.WriteAllTextAsync(
            _folder.File("nginx.conf"),
            $$"""
            daemon off;
            master_process off;
            pid {{_folder.File("pid")}};
            events {}
            http {
              client_body_temp_path {{_folder.File("body")}};
              proxy_temp_path {{_folder.File("proxy")}};
              {{example}}
            }
            """
        );
        var path = File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx";
        _nginx = Process.Start(
            new ProcessStartInfo(
                path,
                ["-p", _folder.Path, "-c", _folder.File("nginx.conf"), "-e", "/dev/null"]
            )
        )!;
        while (!_nginx.HasExited && !await ListensAsync())
            await Task.Delay(20);
    }

    public async Task DisposeAsync()
    {
        if (!_nginx.HasExited)
            _nginx.Kill();
        await _nginx.WaitForExitAsync();
        _nginx.Dispose();
        await _program.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Visitors_come_by_https_have_a_share_each_and_cannot_say_that_they_are_others()
    {
        var page = await SendAsync("127.0.0.2", HttpMethod.Get, "/pt");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
        var insecure = await SendAsync("127.0.0.2", HttpMethod.Get, "/pt", secure: false);
        Assert.Equal(HttpStatusCode.MovedPermanently, insecure.StatusCode);
        Assert.Equal("https", insecure.Headers.Location?.Scheme);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await SubmitAsync("127.0.0.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SubmitAsync("127.0.0.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SubmitAsync("127.0.0.2", "192.0.2.1"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await SubmitAsync("127.0.0.3"));

        // Past the proxy, nobody's word is taken.
        var direct = _program.Client.BaseAddress!.Port;
        var past = await SendAsync("127.0.0.4", HttpMethod.Get, "/pt", direct, false, "192.0.2.2");
        Assert.False(past.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(
            [HttpStatusCode.UnsupportedMediaType, HttpStatusCode.TooManyRequests],
            [
                await SubmitAsync("127.0.0.4", "192.0.2.2", direct),
                await SubmitAsync("127.0.0.4", "192.0.2.3", direct),
            ]
        );
    }

    private async Task<HttpStatusCode> SubmitAsync(
        string from,
        string? forwarded = null,
        int? port = null
    )
    {
        var answer = await SendAsync(
            from,
            HttpMethod.Post,
            "/api/responses",
            port,
            port is null,
            forwarded
        );
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(
        string from,
        HttpMethod method,
        string path,
        int? port = null,
        bool secure = true,
        string? forwarded = null
    )
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
                await socket.ConnectAsync(
                    IPAddress.Loopback,
                    port ?? (secure ? _https : _http),
                    cancel
                );
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                    shown?.GetCertHashString() == _certificate.GetCertHashString(),
            },
        };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(
            method,
            $"{(secure ? "https" : "http")}://survey.example.org{path}"
        );
        if (method == HttpMethod.Post)
            request.Content = new StringContent("none", Encoding.ASCII, "text/plain");
        if (forwarded is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwarded);
            request.Headers.Add("X-Forwarded-Proto", "https");
        }
        return await client.SendAsync(request);
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _https);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
