using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Manage;
using Survey.Publish;
using Survey.Tests.Ask;
using Xunit;

namespace Survey.Tests.Manage;

public sealed class DeskWordsTests
{
    /// <summary>A value without a word would fail the page that comes to show it.</summary>
    [Theory]
    [InlineData("state", typeof(WaveState))]
    [InlineData("deed", typeof(WaveDeed))]
    [InlineData("step", typeof(WaveStep))]
    [InlineData("end", typeof(TimerEnd))]
    [InlineData("notice", typeof(NoticeState))]
    [InlineData("action", typeof(WaveAction))]
    [InlineData("about", typeof(WaveAction))]
    [InlineData("done", typeof(WaveAction))]
    [InlineData("audit", typeof(AuditCheck))]
    public void Every_value_has_a_word(string kind, Type type)
    {
        foreach (var value in Enum.GetNames(type))
            Assert.NotEqual(
                "",
                Shipped.Definition.Words[$"desk-{kind}-{value.ToLowerInvariant()}"]["en"]
            );
    }
}
