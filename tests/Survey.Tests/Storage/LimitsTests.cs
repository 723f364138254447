using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage;

public class LimitsTests
{
    private static Operation.Insert Insert(string row, string partition = "p") =>
        new(new Entity(partition, row, new Dictionary<string, object>()));

    /// <summary>Transactions that break one limit each, by the limit's name.</summary>
    internal static Dictionary<string, IReadOnlyList<Operation>> Faulty { get; } =
        new()
        {
            ["no step"] = [],
            ["101 steps"] = [.. Enumerable.Range(0, 101).Select(i => Insert($"{i}"))],
            ["two partitions"] = [Insert("r"), Insert("r", "q")],
            ["a row twice"] = [Insert("r"), new Operation.Delete("p", "r")],
            ["empty key"] = [Insert("")],
            ["long key"] = [Insert(new string('k', 513))],
            ["slash"] = [Insert("a/b")],
            ["backslash"] = [Insert("a\\b")],
            ["hash"] = [Insert("a#b")],
            ["question mark"] = [Insert("a?b")],
            ["per cent"] = [Insert("a%b")],
            ["control character"] = [Insert("a\u0081b")],
            ["bad partition"] = [Insert("r", "a/b")],
            ["replace without etag"] = [new Operation.Replace(Insert("r").Entity)],
        };

    [Theory]
    [InlineData("Responses", true)]
    [InlineData("ab", false)]
    [InlineData("1ab", false)]
    [InlineData("a-b", false)]
    [InlineData("abc\n", false)]
    public void Table_names_are_checked(string name, bool good) =>
        Assert.Equal(good, Record.Exception(() => Limits.CheckTable(name)) is null);

    [Theory]
    [InlineData("releases", true)]
    [InlineData("a-b-c", true)]
    [InlineData("ab", false)]
    [InlineData("a--b", false)]
    [InlineData("-ab", false)]
    [InlineData("Releases", false)]
    [InlineData("..", false)]
    public void Container_names_are_checked(string name, bool good) =>
        Assert.Equal(good, Record.Exception(() => Limits.CheckContainer(name)) is null);

    [Theory]
    [InlineData("2026-Q4/r1/follow-up.pt.html", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("../a", false)]
    [InlineData("a/../b", false)]
    [InlineData(".tmp-a", false)]
    [InlineData("a\\b", false)]
    [InlineData("a+b", false)]
    [InlineData("a b", false)]
    [InlineData("a\0", false)]
    public void Blob_names_are_checked(string name, bool good) =>
        Assert.Equal(good, Record.Exception(() => Limits.CheckBlob(name)) is null);

    [Fact]
    public void A_refusal_tells_no_value()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            Limits.CheckTransaction("Table", [Insert("secret/1234")])
        );
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }
}
