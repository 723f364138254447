using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Survey.Ask;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Publish;

/// <summary>400 young people of 10 to 19, 3 of whom are online every week but not every day, and 97 never.</summary>
public sealed class RevisionTests
{
    private const string Wave = "2026-Q3";

    [Fact]
    public async Task A_small_difference_between_revisions_cannot_be_read_off()
    {
        using var kit = await PublishedAsync("access_weekly", "constantly", "daily", "weekly");
        var other = With(kit.Definition, "access_weekly", "constantly", "daily");
        Assert.NotNull(await ReviseAsync(kit, other));
        Assert.True(IsShown(await ReleaseAsync(kit, 1), "access_weekly"));
        Assert.False(IsShown(await ReleaseAsync(kit, 2), "access_weekly"));
        Assert.True(IsShown(await ReleaseAsync(kit, 2), "access_constant"));
    }

    [Fact]
    public async Task A_large_one_may()
    {
        using var kit = await PublishedAsync("access_weekly", "constantly", "daily", "weekly");
        Assert.NotNull(await ReviseAsync(kit, With(kit.Definition, "access_weekly", "constantly")));
        Assert.True(IsShown(await ReleaseAsync(kit, 2), "access_weekly"));
    }

    [Fact]
    public async Task A_revision_that_cannot_protect_a_count_is_refused_with_the_reason()
    {
        // The first release shows all and all but 3; the second would ask for the 3 as a row of its own.
        using var kit = await PublishedAsync("access_constant", "constantly", "daily");
        var other = With(kit.Definition, "mainly_games", variable: "access_frequency", ["weekly"]);
        var (response, body) = await kit.CallWithAsync<ReviseRelease>(
            other,
            (function, request) => function.Run(request),
            "POST",
            ("wave", Wave)
        );
        Assert.Equal(StatusCodes.Status409Conflict, response.StatusCode);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(
            "urn:survey:problem:gives-away",
            problem.RootElement.GetProperty("type").GetString()
        );
        Assert.Contains("access_weekly", problem.RootElement.GetProperty("detail").GetString());
        Assert.DoesNotContain(kit.Published, file => file.Contains("r2", StringComparison.Ordinal));
        Assert.Equal(1, (await kit.Waves.GetAsync(Wave, default))!.Revision);
    }

    /// <summary>The wave's first release, by a definition in which one indicator counts these as yes.</summary>
    private static async Task<PublishFixture> PublishedAsync(string indicator, params string[] yes)
    {
        var kit = new PublishFixture(With(Ask.Shipped.Definition, indicator, yes));
        var number = 0;
        await kit.CloseWaveAsync(Wave, 400, who: answers => Answer(answers, number++));
        Assert.True(await kit.Publisher.PublishAsync(Wave, default));
        return kit;
    }

    private static Answers Answer(Answers answers, int number)
    {
        Mark("sex", number % 2);
        Mark("age", 1 + number / 2 % 4);
        Mark("region", number / 8 % 7);
        var access = Ask.Shipped.Instrument.Items[
            Ask.Shipped.Instrument.PlaceOf("access_frequency")
        ];
        var option =
            number < 3 ? "weekly"
            : number < 100 ? "never"
            : number % 3 == 0 ? "constantly"
            : "daily";
        answers[Ask.Shipped.Instrument.PlaceOf("access_frequency")] = access.Mask([option]);
        return answers;

        void Mark(string item, int option) =>
            answers[Ask.Shipped.Instrument.PlaceOf(item)] = 1UL << option;
    }

    private static Definition With(Definition definition, string id, params string[] yes) =>
        With(definition, id, variable: null, yes);

    private static Definition With(
        Definition definition,
        string id,
        string? variable,
        string[] yes
    ) =>
        definition with
        {
            Reporting = definition.Reporting with
            {
                Indicators =
                [
                    .. definition.Reporting.Indicators.Select(one =>
                        one.Id == id
                            ? one with
                            {
                                Variable = variable ?? one.Variable,
                                Yes = [.. yes],
                            }
                            : one
                    ),
                ],
            },
        };

    private static async Task<int?> ReviseAsync(PublishFixture kit, Definition definition) =>
        await kit.PublisherWith(definition)
            .ReviseAsync((await kit.Waves.GetAsync(Wave, default))!, default);

    private static async Task<ReleaseView> ReleaseAsync(PublishFixture kit, int revision) =>
        JsonSerializer.Deserialize(
            await kit.BlobAsync($"{Wave}/r{revision}/release.json"),
            PublishJson.Files.ReleaseView
        )!;

    private static bool IsShown(ReleaseView release, string indicator) =>
        release
            .Indicators.Single(one => one.Id == indicator)
            .Groups.Single(row => row.GroupBy == "all")
            .Base
            is not null;
}
