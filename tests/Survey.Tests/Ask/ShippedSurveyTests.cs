using Xunit;

namespace Survey.Tests.Ask;

public class ShippedSurveyTests
{
    [Fact]
    public void Loads()
    {
        Assert.Equal("youth-online-pt", Shipped.Definition.Id);
        Assert.Equal("youth-online/1", Shipped.Instrument.Name);
        Assert.Equal(64, Shipped.Instrument.Sha256.Length);
    }
}
