using Xunit;

namespace Survey.Browser.Tests;

public class RunSite
{
    [Fact]
    public async Task Run()
    {
        if (Environment.GetEnvironmentVariable("PORT") is null)
            return;
        await using var s = new Site();
        await Task.Delay(TimeSpan.FromMinutes(40));
    }
}
