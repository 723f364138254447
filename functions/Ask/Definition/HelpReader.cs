namespace Survey.Ask;

/// <summary>Reads help.json and checks its meaning.</summary>
internal static class HelpReader
{
    public static Help Read(Node root)
    {
        var taken = new HashSet<string>();
        return new Help([.. root.Items("lines").Select(line => Line(line, taken))]);
    }

    private static HelpLine Line(Node node, HashSet<string> taken)
    {
        if (node["phone"] is null && node["web"] is null)
            node.Fault("must have a 'phone' or a 'web' address");
        return new HelpLine(
            node.Id(taken),
            node.Texts("name"),
            node["phone"]?.Text(),
            Web(node["web"]),
            node["hours"]?.Texts(),
            node["note"]?.Texts(),
            node.Day("checked")
        )
        {
            WhatsApp = node["whatsapp"]?.Text(),
            Chat = Web(node["chat"]),
        };
    }

    private static Uri? Web(Node? node)
    {
        if (node is not { } given)
            return null;
        if (!Uri.TryCreate(given.Text(), UriKind.Absolute, out var web))
            given.Fault($"'{given.Text()}' is not a web address");
        return web;
    }
}
