using BigGustave;
using Survey.Publish.Charts;
using Xunit;

namespace Survey.Tests.Publish.Charts;

public sealed class SharePictureTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(57)]
    [InlineData(100)]
    public void So_many_of_a_hundred_dots_are_filled(int inHundred)
    {
        var picture = Png.Open(SharePicture.Draw(inHundred));
        Assert.Equal((1200, 630), (picture.Width, picture.Height));
        var dots =
            from row in Enumerable.Range(0, 10)
            from column in Enumerable.Range(0, 10)
            select picture.GetPixel(60 + 51 * column + 25, 60 + 51 * row + 25);
        Assert.Equal(inHundred, dots.Count(dot => dot.G > 200));
        // The number stands beside them, within the picture.
        var beside = Enumerable
            .Range(621, 519)
            .SelectMany(x => Enumerable.Range(0, 630).Select(y => picture.GetPixel(x, y)));
        Assert.Contains(beside, dot => dot.G > 200);
        Assert.All(Enumerable.Range(0, 630), y => Assert.Equal(0, picture.GetPixel(1150, y).G));
    }
}
