using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;
using Xunit;

namespace Survey.Tests.Http;

public sealed partial class OpenApiTests(OpenApiTests.Served served)
    : IClassFixture<OpenApiTests.Served>
{
    private JsonElement Root => served.Document.RootElement;

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
                _ = pointer.Split('/').Aggregate(Root, (node, name) => node.GetProperty(name))
        );

    /// <summary>What function.json says, a line per path: path, method, key.</summary>
    [Fact]
    public void Paths_methods_and_keys_are_the_functions()
    {
        var functions = Functions.OfProgram.Http.SelectMany(function =>
            PathsOf(function.Route)
                .SelectMany(path =>
                    function
                        .Methods.Except(["HEAD"])
                        .Select(method =>
                            $"{path} {method} {function.Key?.ToString() ?? "Anonymous"} {function.Name}"
                        )
                )
        );
        var described = Root.GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path =>
                path.Value.EnumerateObject()
                    .Select(method =>
                        $"{path.Name} {method.Name.ToUpperInvariant()} {LevelOf(method.Value)} {FunctionOf(method.Value)}"
                    )
            );
        Assert.Equal(
            functions.Order(StringComparer.Ordinal),
            described.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Problems_are_those_of_the_catalogue() =>
        Assert.Equal(
            typeof(Problems)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => $"urn:survey:problem:{((Problem)field.GetValue(null)!).Name}")
                .Order(),
            Schema("Problem")
                .GetProperty("properties")
                .GetProperty("type")
                .GetProperty("enum")
                .EnumerateArray()
                .Select(name => name.GetString()!)
                .Order()
        );

    [Theory]
    [InlineData("WaveView", typeof(WaveView))]
    [InlineData("ClosedView", typeof(ClosedView))]
    [InlineData("Manifest", typeof(Manifest))]
    [InlineData("ManifestFile", typeof(ManifestFile))]
    public void A_schema_has_the_properties_of_what_is_sent(string schema, Type type) =>
        Assert.Equal(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                .Order(),
            Schema(schema)
                .GetProperty("properties")
                .EnumerateObject()
                .Select(property => property.Name)
                .Order()
        );

    private JsonElement Schema(string name) =>
        Root.GetProperty("components").GetProperty("schemas").GetProperty(name);

    /// <summary>The catch-all has two addresses worth describing, a route whose parameter may be left out has two.</summary>
    private static IEnumerable<string> PathsOf(string route)
    {
        if (route.StartsWith("{*", StringComparison.Ordinal))
            return ["/", "/{language}"];
        var path = "/" + Constraint().Replace(route, "{$1}");
        return OptionalEnd().IsMatch(route) ? [path, path[..path.LastIndexOf('/')]] : [path];
    }

    private static string LevelOf(JsonElement operation) =>
        operation
            .GetProperty("security")
            .EnumerateArray()
            .Select(way => way.EnumerateObject().Single().Name)
            .FirstOrDefault() switch
        {
            null => "Anonymous",
            "analystKey" => "Analyst",
            _ => "Admin",
        };

    private static string FunctionOf(JsonElement operation) =>
        operation.GetProperty("operationId").GetString() switch
        {
            "SurveyPageInLanguage" => "SurveyPage",
            "ReleasePage" => "ReleasePages",
            var name => name!,
        };

    [GeneratedRegex(
        """
            "\$ref": "#/([^"]+)"
            """
    )]
    private static partial Regex Reference();

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\?\}$")]
    private static partial Regex OptionalEnd();

    public sealed class Served : IAsyncLifetime
    {
        public string Text { get; private set; } = "";

        public JsonDocument Document { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await using var program = await TestProgram.StartAsync();
            var address = new Uri("/api/openapi.json", UriKind.Relative);
            Text = await program.Client.GetStringAsync(address);
            Document = JsonDocument.Parse(Text);
        }

        public Task DisposeAsync()
        {
            Document.Dispose();
            return Task.CompletedTask;
        }
    }
}
