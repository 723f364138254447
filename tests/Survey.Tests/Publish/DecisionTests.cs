using System.Text.Json;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

public sealed class DecisionTests
{
    [Theory]
    [InlineData("""{"draft":1,"at":"2027-01-01T00:00:00Z"}""", "at", "")]
    [InlineData("""{"draft":1}""", "at", "")]
    [InlineData("""{"draft":"1","at":"soon"}""", "at", "at draft")]
    [InlineData("""{"at":null,"draft":1.5}""", "at", "at draft")]
    [InlineData("[]", "at", "draft")]
    [InlineData("""{"draft":1,"reason":"too early"}""", "reason", "")]
    [InlineData("""{"draft":1,"reason":" "}""", "reason", "reason")]
    [InlineData("""{"draft":1,"reason":"a\nb"}""", "reason", "reason")]
    [InlineData("""{"draft":1,"at":"2027-01-01T00:00:00Z"}""", "reason", "body reason")]
    [InlineData("""{"draft":1,"draft":2,"reason":"x"}""", "reason", "body")]
    public void Every_fault_of_a_body_is_named(string body, string second, string faults)
    {
        using var document = JsonDocument.Parse(body);
        var decision = Decision.Read(document.RootElement, "draft", second);
        Assert.Equal(faults, string.Join(' ', decision.Faults.Keys.Order()));
    }

    [Fact]
    public void A_reason_is_of_500_characters_at_most()
    {
        Assert.True(Decision.IsReason(new string('x', 500)));
        Assert.False(Decision.IsReason(new string('x', 501)));
    }
}
