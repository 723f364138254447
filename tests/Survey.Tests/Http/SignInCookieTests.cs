using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Survey.Http;
using Survey.Storage;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Http;

public sealed class SignInCookieTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(KeyHolder.Analyst)]
    [InlineData(KeyHolder.Admin)]
    public void Every_instance_reads_it_for_ten_hours(KeyHolder holder)
    {
        using var one = Instance("analyst", "admin");
        using var other = Instance("analyst", "admin");
        var cookie = CookieOf(one, holder);
        _time.Advance(TimeSpan.FromHours(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(holder, HolderOf(other, cookie));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(HolderOf(other, cookie));
    }

    [Theory]
    [InlineData("other", "admin")]
    [InlineData("analyst", "other")]
    public void It_opens_nothing_once_a_key_is_changed(string analyst, string admin)
    {
        using var before = Instance("analyst", "admin");
        using var after = Instance(analyst, admin);
        Assert.Null(HolderOf(after, CookieOf(before, KeyHolder.Analyst)));
    }

    [Fact]
    public void What_was_not_made_here_opens_nothing()
    {
        using var instance = Instance("analyst", "admin");
        var cookie = CookieOf(instance, KeyHolder.Admin);
        var middle = cookie.Length / 2;
        var changed =
            cookie[..middle] + (cookie[middle] == 'A' ? 'B' : 'A') + cookie[(middle + 1)..];
        foreach (var forged in new[] { "", "x", "Admin 99999999999 0", changed, cookie[1..] })
            Assert.Null(HolderOf(instance, forged));
    }

    /// <summary>Signed out and not to be told are two things.</summary>
    [Fact]
    public void A_store_that_cannot_be_reached_is_said()
    {
        using var instance = Instance("analyst", "admin");
        var cookie = CookieOf(instance, KeyHolder.Analyst);
        using var cutOff = Instance("analyst", "admin", new NoBlobs());
        var fault = Assert.ThrowsAny<CryptographicException>(() => HolderOf(cutOff, cookie));
        Assert.IsType<StorageUnavailableException>(fault.InnerException);
    }

    [Fact]
    public void Keys_made_at_the_same_moment_are_all_kept()
    {
        var blobs = new FileBlobs(_folder.Path);
        Parallel.For(
            0,
            8,
            number => new KeyRing(blobs).StoreElement(new XElement("key", number), "")
        );
        Assert.Equal(
            Enumerable.Range(0, 8),
            new KeyRing(blobs).GetAllElements().Select(one => (int)one).Order()
        );
    }

    private ServiceProvider Instance(string analyst, string admin, IBlobs? blobs = null) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(blobs ?? new FileBlobs(_folder.Path))
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(Functions.OfProgram)
            .AddSingleton(new Keys(analyst, admin))
            .AddSignIn()
            .BuildServiceProvider();

    private static string CookieOf(ServiceProvider instance, KeyHolder holder)
    {
        var context = new DefaultHttpContext();
        instance.GetRequiredService<SignInCookie>().Set(context, holder);
        return context.Response.Headers.SetCookie[0]!.Split('=', 2)[1].Split(';')[0];
    }

    private static KeyHolder? HolderOf(ServiceProvider instance, string cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = $"{SignInCookie.Name}={cookie}";
        var user = instance.GetRequiredService<SignInCookie>().Read(context.Request);
        return SignInCookie.HolderOf(user);
    }

    private sealed class NoBlobs : IBlobs
    {
        public Task<bool> CreateAsync(
            string container,
            string name,
            ReadOnlyMemory<byte> content,
            string mediaType,
            CancellationToken cancel
        ) => throw new StorageUnavailableException("cut off");

        public Task<Stream?> OpenReadAsync(
            string container,
            string name,
            long offset,
            long? length,
            CancellationToken cancel
        ) => throw new StorageUnavailableException("cut off");
    }
}
