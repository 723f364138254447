using Survey.Ask;

namespace Survey.Simulator;

/// <summary>What every student answered, for a reference calculation elsewhere: the response's id, then a column an item
/// (option id, empty: no answer, "-": not asked), and for a multi-choice item its options joined by "+".</summary>
internal static class AnswerSheet
{
    public static async Task WriteAsync(
        FileInfo file,
        Instrument instrument,
        IEnumerable<(Guid Id, Answers Answers)> students
    )
    {
        await using var sheet = new StreamWriter(file.FullName) { NewLine = "\n" };
        await sheet.WriteLineAsync(
            string.Join(',', instrument.Items.Select(item => item.Id).Prepend("id"))
        );
        foreach (var (id, answers) in students)
            await sheet.WriteLineAsync(
                string.Join(
                    ',',
                    instrument
                        .Items.Select(
                            (item, place) =>
                                answers.IsAsked(place)
                                    ? string.Join('+', SentResponse.Marked(item, answers[place]))
                                    : "-"
                        )
                        .Prepend($"{id:N}")
                )
            );
    }
}
