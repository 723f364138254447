using System.Security.Cryptography;
using System.Text.Json;
using Survey.Ask;

namespace Survey.Publish;

/// <summary>What an indicator's figures depend on in the questionnaire: where it changes, its series breaks.</summary>
internal static class Wording
{
    /// <summary>Of the words, options and routing of the indicator's items, how its variable is made from them, and what
    /// counts as yes. Lower-case hex.</summary>
    public static string Sha256(Instrument instrument, Indicator indicator)
    {
        var variable = instrument.Derived.FirstOrDefault(one => one.Id == indicator.Variable);
        object?[] said =
        [
            indicator.Yes,
            variable is DerivedByCases cases ? (object?[])[cases.Options, cases.Cases] : null,
            variable is DerivedByCount count
                ? (object?[])[count.Options, count.Items, count.Codes, count.AtLeast]
                : null,
            VariableItems
                .ItemsOf(instrument, indicator.Variable)
                .Select(id =>
                {
                    var place = instrument.PlaceOf(id);
                    var item = instrument.Items[place];
                    return (object?[])
                        [
                            id,
                            item.Kind,
                            Words(item.Text),
                            item.Options.Select(one =>
                                (object?[])[one.Id, Words(one.Text), one.Outside]
                            ),
                            item.OptionsFrom,
                            item.AskIf,
                            instrument.SectionOf(place).AskIf,
                        ];
                }),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said)));
    }

    /// <summary>A hash table's order changes from one run of the program to the next.</summary>
    private static string[] Words(Texts text) =>
        [
            .. text
                .Words.OrderBy(word => word.Key, StringComparer.Ordinal)
                .Select(word => $"{word.Key} {word.Value}"),
        ];
}
