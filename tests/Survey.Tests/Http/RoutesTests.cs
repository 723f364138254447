using Survey.Http;
using Xunit;

namespace Survey.Tests.Http;

/// <summary>The shipped functions' routes. The Functions host decodes a path once to choose a function and its key
/// level; its proxy then writes the path anew, and what is still encoded (<c>%61</c>, <c>%2e%2e</c>) may be decoded once
/// more on the way. A route that takes an encoded character could so lead past another function's key.</summary>
public sealed class RoutesTests
{
    private static readonly Dictionary<string, HttpFunction> Shipped =
        Functions.OfProgram.Http.ToDictionary(function => function.Name);

    public static TheoryData<string> Names => [.. Shipped.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_parameter_takes_what_can_be_decoded_again(string name)
    {
        string[] tricks = ["%61", "%2e%2e", "a%2fb", "a\\b", "%", "a%2e", "é"];
        foreach (var trick in tricks)
        foreach (var parameter in HostRoutes.Parameters(Shipped[name].Route))
            Assert.False(
                HostRoutes.Matches(
                    Shipped[name].Route,
                    "/" + HostRoutes.Fill(Shipped[name].Route, parameter, trick)
                ),
                $"{{{parameter}}} takes {trick}"
            );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Who_answers_get_answers_head(string name)
    {
        var methods = Shipped[name].Methods;
        Assert.Equal(methods.Contains("GET"), methods.Contains("HEAD"));
    }

    [Fact]
    public void The_survey_page_takes_every_plain_path()
    {
        var route = Shipped["SurveyPage"].Route;
        Assert.True(HostRoutes.Matches(route, "/"));
        Assert.True(HostRoutes.Matches(route, "/pt/about"));
        Assert.True(HostRoutes.Matches(route, "/assets/survey.0a1b.js"));
        Assert.Equal(["GET", "HEAD"], Shipped["SurveyPage"].Methods);
    }
}
