using Survey.FunctionsHost;
using Xunit;

namespace Survey.Tests.Hosted;

internal static class Records
{
    /// <summary>Waits for a log message.</summary>
    public static async Task HasAsync(this WorkerRecord record, string message)
    {
        for (var tries = 0; record.Logs.All(line => line.Message != message); tries++)
        {
            Assert.True(tries < 500, $"Not logged: {message}\n{record.Everything}");
            await Task.Delay(20);
        }
    }
}
