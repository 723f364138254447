using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Infra;

/// <summary>Where documents point at something of this repository, it is there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents =>
        [
            "README.md",
            "CONTRIBUTING.md",
            .. Directory
                .GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
                .Select(path => $"docs/{Path.GetFileName(path)}"),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file_and_a_heading(string document)
    {
        foreach (Match link in Link().Matches(Checkout.Read(document)))
        {
            var (file, heading) = (link.Groups["file"].Value, link.Groups["heading"].Value);
            var target =
                file.Length == 0
                    ? document
                    : Path.Combine(Path.GetDirectoryName(document)!, file).Replace('\\', '/');
            Assert.True(
                File.Exists(Path.Combine(Repository.Root, target)),
                $"{document}: {link.Value}"
            );
            if (heading.Length > 0)
                Assert.Contains(heading, Headings(target));
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_project_and_script_that_a_command_names_is_there(string document)
    {
        foreach (Match named in Named().Matches(Checkout.Read(document)))
            Assert.True(
                Path.Exists(Path.Combine(Repository.Root, named.Groups[1].Value)),
                $"{document}: {named.Value}"
            );
    }

    /// <summary>As GitHub makes addresses of headings.</summary>
    private static IEnumerable<string> Headings(string document) =>
        Heading()
            .Matches(Checkout.Read(document))
            .Select(match =>
                NotInAnAddress()
                    .Replace(match.Groups[1].Value.ToLowerInvariant(), "")
                    .Replace(' ', '-')
            );

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(#(?<heading>[^)]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^#+ (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnAddress();

    [GeneratedRegex(@"(?m)^    (?:.*--project |dotnet test |(?=tests/|\./))(?:\./)?([\w./-]+)")]
    private static partial Regex Named();
}
