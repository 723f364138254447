using System.Text.Json;
using Survey.Ask;

namespace Survey.Simulator;

/// <summary>The body of POST /api/responses.</summary>
internal static class SentResponse
{
    public static byte[] Write(Guid id, string wave, Answers answers)
    {
        var given = new Dictionary<string, object>();
        for (var place = 0; place < answers.Instrument.Items.Length; place++)
        {
            var item = answers.Instrument.Items[place];
            var marked = Marked(item, answers[place]);
            if (marked.Length > 0)
                given[item.Id] = item.Kind == ItemKind.Multi ? marked : marked[0];
        }
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                id,
                wave,
                instrument = answers.Instrument.Name,
                answers = given,
            }
        );
    }

    public static string[] Marked(Item item, ulong marks) =>
        [.. item.Options.Where((_, bit) => (marks >> bit & 1) == 1).Select(option => option.Id)];
}
