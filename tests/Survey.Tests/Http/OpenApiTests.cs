using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Survey.Http;
using Xunit;

namespace Survey.Tests.Http;

public sealed partial class OpenApiTests(OpenApiTests.Served served)
    : IClassFixture<OpenApiTests.Served>
{
    public static TheoryData<string> Names =>
        [.. Functions.OfProgram.Http.Select(function => function.Name)];

    [Fact]
    public void It_is_an_openapi_document()
    {
        var read = OpenApiDocument.Parse(served.Text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public void Every_reference_leads_somewhere() =>
        Assert.All(
            Reference().Matches(served.Text).Select(match => match.Groups[1].Value),
            pointer =>
                Assert.NotNull(
                    pointer
                        .Split('/')
                        .Aggregate((JsonNode?)served.Document, (node, name) => node?[name])
                )
        );

    /// <summary>A line per operation: path, method, key, function.</summary>
    [Fact]
    public void Paths_methods_and_keys_are_the_functions()
    {
        var functions =
            from function in Functions.OfProgram.Http
            from path in PathsOf(function.Route)
            from method in function.Methods.Except(["HEAD"])
            select $"{path} {method} {function.Key} {function.Name}";
        var described =
            from path in served.Paths
            from method in path.Value!.AsObject()
            let key = method.Value!["security"]!.AsArray().FirstOrDefault()?.AsObject().Single().Key
            select $"{path.Key} {method.Key.ToUpperInvariant()} {key?.Replace("Key", "", StringComparison.Ordinal)} {FunctionOf(method.Value)}";
        Assert.Equal(
            functions.Order(StringComparer.Ordinal),
            described.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Keys_are_sent_as_the_program_reads_them() =>
        Assert.Equal(
            from holder in Enum.GetNames<KeyHolder>()
            from way in new[]
            {
                ("Key", "header x-functions-key"),
                ("KeyInQuery", "query code"),
                ("Cookie", "cookie survey-signed-in"),
            }
            select $"{holder}{way.Item1} {way.Item2}",
            served.Document["components"]!["securitySchemes"]!
                .AsObject()
                .Select(way => $"{way.Key} {way.Value!["in"]} {way.Value["name"]}")
        );

    [Fact]
    public void Problems_are_those_of_the_catalogue() =>
        Assert.Equal(
            typeof(Problems)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"urn:survey:problem:{((Problem)field.GetValue(null)!).Name}"),
            TypesIn(served.Document["components"]!["schemas"]!["Problem"]!)
        );

    /// <summary>Where a function answers with pages, the page of a problem's status stands for the problem.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_says_what_its_code_can_refuse(string name)
    {
        var function = Functions.OfProgram.Http.Single(one => one.Name == name);
        var problems = ReachedProblems
            .Of(function.Run.DeclaringType!)
            // Said of every function, of every one with a key or with a body; OpenApi's own code is what says so.
            .Except([
                nameof(Problems.Failed),
                nameof(Problems.KeyNeeded),
                nameof(Problems.CrossSite),
                nameof(Problems.StaleForm),
                nameof(Problems.TooSlow),
                nameof(Problems.Stopping),
            ])
            .Append(nameof(Problems.Failed))
            .Concat(function.Key is null ? [] : [nameof(Problems.KeyNeeded)])
            .Concat(
                function.Methods.Any(method => method is "POST" or "PUT")
                    ?
                    [
                        nameof(Problems.CrossSite),
                        nameof(Problems.TooSlow),
                        nameof(Problems.Stopping),
                    ]
                    : []
            )
            .Concat(
                function.Key is not null
                && function.Methods.Any(method => method is "POST" or "PUT")
                    ? [nameof(Problems.StaleForm)]
                    : []
            )
            .Select(Problems.Named)
            .ToArray();
        var responses = served
            .Paths.SelectMany(path => path.Value!.AsObject())
            .First(method => FunctionOf(method.Value!) == name)
            .Value!["responses"]!.AsObject();
        var pages = responses
            .Where(response => response.Value!["content"]?["text/html"] is not null)
            .Select(response => response.Key);
        var described = responses
            .Select(response =>
                (response.Key, response.Value!["content"]?["application/problem+json"])
            )
            .Where(response => response.Item2 is not null)
            .SelectMany(response =>
                TypesIn(response.Item2!["schema"]!).Select(type => $"{response.Key} {type}")
            )
            .ToArray();
        Assert.Empty(described.Except(problems.Select(LineOf)));
        Assert.Empty(
            problems
                .Where(problem => !pages.Contains($"{problem.Status}"))
                .Select(LineOf)
                .Except(described)
        );

        static string LineOf(Problem problem) => $"{problem.Status} {problem.Type}";
    }

    [Fact]
    public void A_function_without_a_description_is_named()
    {
        var functions = new Functions([typeof(Undescribed)]);
        var thrown = Assert.Throws<InvalidOperationException>(() =>
            OpenApiWriter.Write(functions.Http)
        );
        Assert.Contains(nameof(Undescribed), thrown.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TypesIn(JsonNode problem) =>
        problem["properties"]!["type"]!["enum"]!.AsArray().Select(type => (string)type!);

    /// <summary>A route whose last parameter may be left out has two.</summary>
    private static string[] PathsOf(string route)
    {
        var path = "/" + Parameter().Replace(route, "{$1}");
        return LeftOut().IsMatch(route)
            ? [path, path.LastIndexOf('/') is > 0 and var end ? path[..end] : "/"]
            : [path];
    }

    private static string FunctionOf(JsonNode operation) =>
        ((string)operation["operationId"]!).Split('_')[0];

    [GeneratedRegex(
        """
            "\$ref":"#/([^"]+)"
            """
    )]
    private static partial Regex Reference();

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(\?|=\w+)\}$")]
    private static partial Regex LeftOut();

    internal sealed class Undescribed
    {
        [Function(nameof(Undescribed))]
        public Task<IResult> Run(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/undescribed")]
                HttpRequest request
        ) => Task.FromResult(Results.Ok());
    }

    public sealed class Served : IAsyncLifetime
    {
        public string Text { get; private set; } = "";

        public JsonNode Document => JsonNode.Parse(Text)!;

        public JsonObject Paths => Document["paths"]!.AsObject();

        public async Task InitializeAsync()
        {
            await using var program = await TestProgram.StartAsync();
            var address = new Uri("/api/openapi.json", UriKind.Relative);
            Text = await program.Client.GetStringAsync(address);
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
