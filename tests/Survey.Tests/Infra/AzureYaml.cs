using YamlDotNet.RepresentationModel;

namespace Survey.Tests.Infra;

/// <summary>A YAML file as maps; and azure.yaml.</summary>
internal static class AzureYaml
{
    public sealed record ServiceEntry(string Name, string Project, string Language, string Host);

    public static readonly YamlMappingNode File = Load("azure.yaml");

    public static readonly ServiceEntry Service = ReadService();

    public static YamlMappingNode Load(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Checkout.Read(path)));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public static string Text(this YamlNode node, params string[] path) =>
        ((YamlScalarNode)path.Aggregate(node, (at, name) => at[name])).Value!;

    private static ServiceEntry ReadService()
    {
        var (name, entry) = ((YamlMappingNode)File["services"]).Single();
        return new ServiceEntry(
            ((YamlScalarNode)name).Value!,
            entry.Text("project"),
            entry.Text("language"),
            entry.Text("host")
        );
    }
}
