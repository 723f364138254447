using System.Text.Json;
using Survey.Ask;
using Xunit;

namespace Survey.Tests.Ask;

public class SchemasTests
{
    [Theory]
    [InlineData("""{ "format": "date" }""", "format")]
    [InlineData("""{ "properties": { "a": { "maxLength": 3 } } }""", "maxLength")]
    [InlineData("""{ "$defs": { "a": { "oneOf": [] } } }""", "oneOf")]
    [InlineData("""{ "additionalProperties": { "contains": {} } }""", "contains")]
    [InlineData("""{ "items": { "propertyNames": { "not": {} } } }""", "not")]
    public void A_keyword_that_is_not_checked_is_refused(string schema, string keyword)
    {
        var thrown = Assert.Throws<NotSupportedException>(() => Of(schema));
        Assert.Contains($"'{keyword}'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_nothing_is_refused() =>
        Assert.Throws<KeyNotFoundException>(() => Of("""{ "$ref": "#/$defs/none" }"""));

    [Theory]
    [InlineData("""{ "type": "number" }""", "0.5", true)]
    [InlineData("""{ "type": "number" }""", "\"1\"", false)]
    [InlineData("""{ "type": "integer" }""", "1", true)]
    [InlineData("""{ "type": "integer" }""", "1.5", false)]
    [InlineData("""{ "type": "integer" }""", "\"1\"", false)]
    [InlineData("""{ "pattern": "^a$" }""", "\"a\"", true)]
    [InlineData("""{ "pattern": "^a$" }""", "\"a\\n\"", false)]
    [InlineData("""{ "minimum": 1 }""", "1", true)]
    [InlineData("""{ "minimum": 1 }""", "0.9", false)]
    [InlineData("""{ "minItems": 1, "maxItems": 2 }""", "[1, 2]", true)]
    [InlineData("""{ "minItems": 1, "maxItems": 2 }""", "[]", false)]
    [InlineData("""{ "minItems": 1, "maxItems": 2 }""", "[1, 2, 3]", false)]
    [InlineData("""{ "uniqueItems": true }""", "[1, 2]", true)]
    [InlineData("""{ "uniqueItems": true }""", "[2, 2]", false)]
    [InlineData("""{ "uniqueItems": false }""", "[2, 2]", true)]
    [InlineData("""{ "required": ["a"] }""", """{ "a": null }""", true)]
    [InlineData("""{ "required": ["a"] }""", """{ "b": 1 }""", false)]
    [InlineData("""{ "additionalProperties": false }""", """{ "b": 1 }""", false)]
    [InlineData("""{ "additionalProperties": { "const": 1 } }""", """{ "b": 1 }""", true)]
    [InlineData("""{ "additionalProperties": { "const": 1 } }""", """{ "b": 2 }""", false)]
    [InlineData("""{ "propertyNames": { "enum": ["b"] } }""", """{ "b": 2 }""", true)]
    [InlineData("""{ "propertyNames": { "enum": ["b"] } }""", """{ "a": 2 }""", false)]
    [InlineData("""{ "items": { "type": "string" } }""", """["a", 1]""", false)]
    [InlineData("""{ "$ref": "#/$defs/a", "$defs": { "a": { "const": 1 } } }""", "2", false)]
    public void A_keyword_is_checked(string schema, string value, bool isRight)
    {
        var findings = new Findings();
        var node = new Node("file", "", JsonDocument.Parse(value).RootElement, findings);
        Of(schema).Check(node, "s");
        Assert.Equal(isRight, findings.Faults.Count == 0);
    }

    [Fact]
    public void A_pointer_escapes_what_has_a_meaning_in_it()
    {
        var findings = new Findings();
        var node = new Node(
            "file",
            "",
            JsonDocument.Parse("""{ "a/b~c": [true] }""").RootElement,
            findings
        );
        Of("""{ "additionalProperties": { "items": { "const": 1 } } }""").Check(node, "s");
        Assert.Equal("file#/a~1b~0c/0: must be 1", Assert.Single(findings.Faults).ToString());
    }

    private static Schemas Of(string schema) =>
        new(new Dictionary<string, JsonElement> { ["s"] = JsonDocument.Parse(schema).RootElement });
}
