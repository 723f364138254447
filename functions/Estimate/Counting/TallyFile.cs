using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Survey.Ask;

namespace Survey.Estimate;

/// <summary>A tally as JSON: whose it is, then a list per occupied cell that starts with the cell's number.</summary>
internal static class TallyFile
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static byte[] Write(Tally tally)
    {
        var cells = Enumerable
            .Range(0, tally.Layout.Cells)
            .Where(cell => tally[cell][0] > 0)
            .Select(cell => (long[])[cell, .. tally[cell]]);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Content(NameOf(tally.Definition), [.. cells]),
            Compact
        );
    }

    public static Tally Read(Definition definition, ReadOnlyMemory<byte> json)
    {
        var content = Parse(json);
        Require(definition, content.Of);
        var tally = new Tally(definition);
        foreach (var row in content.Cells)
        {
            if (
                row is null
                || row.Length != tally.Layout.Columns + 1
                || row.Any(count => count < 0)
                || row[0] >= tally.Layout.Cells
                || tally[(int)row[0]][0] != 0
            )
                throw new EstimateException("This tally is damaged: a cell does not fit.");
            tally.Add((int)row[0], row.AsSpan(1));
        }
        return tally;
    }

    public static Name NameOf(Definition definition) =>
        new(
            definition.Instrument.Name,
            definition.Instrument.Sha256,
            string.Join(' ', definition.Population.Margins.Select(margin => margin.Item))
        );

    /// <summary>Refuses a tally whose counters stand for something else than this survey's.</summary>
    public static void Require(Definition definition, Name found)
    {
        var expected = NameOf(definition);
        if (found != expected)
            throw new EstimateException($"This tally is of {found}, not of {expected}.");
    }

    private static Content Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(json.Span, Compact)
                ?? throw new EstimateException("This tally is empty.");
        }
        catch (JsonException error)
        {
            throw new EstimateException("This is not a tally.", error);
        }
    }

    /// <param name="Margins">The items whose options make the cells.</param>
    internal sealed record Name(string Instrument, string Sha256, string Margins)
    {
        public override string ToString() => $"{Instrument} (SHA-256 {Sha256}, cells by {Margins})";
    }

    private sealed record Content(Name Of, long[][] Cells);
}
