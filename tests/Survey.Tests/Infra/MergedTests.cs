using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Infra;

/// <summary>Files that no compiler reads hold no two sides of a merge: a browser would drop the rules after them.</summary>
public sealed partial class MergedTests
{
    [Theory]
    [InlineData("functions", "*.css")]
    [InlineData("functions", "*.js")]
    [InlineData("docs", "*")]
    [InlineData("infra", "*")]
    public void A_merge_was_brought_to_its_end(string folder, string pattern)
    {
        var files = Checkout.Files(folder, pattern);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotMatch(Marker(), Checkout.Read(file)));
    }

    [GeneratedRegex("^(<{7} |={7}$|>{7} )", RegexOptions.Multiline)]
    private static partial Regex Marker();
}
