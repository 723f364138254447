using System.Text;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public sealed class JsonPlacesTests
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes(
        """
        {
          "a": [
            1,
            { "b/c": "x" },
            [2]
          ],
          "d": {
            "e": null
          }
        }
        """
    );

    [Theory]
    [InlineData("", 1)]
    [InlineData("/a", 2)]
    [InlineData("/a/0", 3)]
    [InlineData("/a/1/b~1c", 4)]
    [InlineData("/a/2/0", 5)]
    [InlineData("/d/e", 8)]
    // What is not there: the value around it.
    [InlineData("/d/missing", 7)]
    [InlineData("/a/9", 2)]
    [InlineData("/a/x", 2)]
    public void A_pointer_has_a_line(string pointer, int line) =>
        Assert.Equal(line, JsonPlaces.LineOf(Json, pointer));

    [Fact]
    public void What_is_not_json_has_its_first() =>
        Assert.Equal(1, JsonPlaces.LineOf("{ \"a\" 3"u8, "/a"));
}
