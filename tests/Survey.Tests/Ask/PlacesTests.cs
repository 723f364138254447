using Xunit;

namespace Survey.Tests.Ask;

public class PlacesTests
{
    /// <summary>Municipalities by NUTS II region, 2013 version; 308 in all.</summary>
    [Theory]
    [InlineData("norte", 86)]
    [InlineData("centro", 100)]
    [InlineData("lisboa", 18)]
    [InlineData("alentejo", 58)]
    [InlineData("algarve", 16)]
    [InlineData("acores", 19)]
    [InlineData("madeira", 11)]
    public void Every_region_has_as_many_municipalities_as_it_has(string region, int count) =>
        Assert.Equal(
            count,
            Shipped
                .Definition.Places!.Regions.Single(places => places.Option == region)
                .Names.Length
        );

    [Fact]
    public void Every_option_of_the_item_can_be_found() =>
        Assert.Equal(
            Shipped
                .Instrument.Items[Shipped.Instrument.PlaceOf(Shipped.Definition.Places!.Item)]
                .Options.Select(option => option.Id)
                .Order(),
            Shipped.Definition.Places.Regions.Select(places => places.Option).Order()
        );
}
