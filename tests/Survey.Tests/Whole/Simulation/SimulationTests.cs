using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Survey.Tests.Whole.Simulation;

/// <summary>Whatever happens in whatever order, with a store that fails and programs that die at any step: what was
/// acknowledged is counted once, waves only go forward, nothing is public that nobody approved, releases are whole,
/// erased is gone, and no mail goes out twice.</summary>
public sealed class SimulationTests
{
    /// <summary>Ten thousand by <c>SURVEY_SIMULATIONS=10000</c>.</summary>
    private static readonly string? Asked = Environment.GetEnvironmentVariable(
        "SURVEY_SIMULATIONS"
    );

    /// <summary>In ./test.sh always from the same seed: a change fails for what it does, not for its luck.</summary>
    private static readonly Config Lists = Asked is null
        ? Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2014, 1)
        : Config.QuickThrowOnFailure.WithMaxTest(int.Parse(Asked, CultureInfo.InvariantCulture));

    [Fact]
    public void Whatever_happens_the_promises_hold() =>
        Check.One(
            Lists,
            Prop.ForAll(
                Act.Lists,
                acts =>
                    World.RunAsync(acts).GetAwaiter().GetResult() is var broken && broken.Count == 0
                        ? true.ToProperty()
                        : false.Label(string.Join('\n', broken))
            )
        );

    [Fact]
    public async Task So_they_do_through_a_year_of_waves()
    {
        var acts = new List<Act>();
        foreach (var day in Gen.Sample(Act.Lists.Generator, 400))
            acts.AddRange([.. day.Take(3), new Act.Wait(22 * 60)]);
        Assert.Empty(await World.RunAsync(acts));
    }

    public static TheoryData<Planted> Faults =>
        [.. Enum.GetValues<Planted>().Where(one => one != Planted.None)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_planted_fault_is_found(Planted planted)
    {
        foreach (var acts in Gen.Sample(Act.Lists.Generator, 200))
            if ((await World.RunAsync(acts, planted)).Count > 0)
                return;
        Assert.Fail($"{planted} was not found.");
    }
}
