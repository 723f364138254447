using System.Globalization;
using BigGustave;

namespace Survey.Publish.Charts;

/// <summary>So many of 100 dots, and the number beside them, as the picture that goes with a link: without words, so that
/// it is the same in every language and no font is needed.</summary>
internal static class SharePicture
{
    public const string MediaType = "image/png";

    // What sites that show links ask for.
    public const int Width = 1200;
    public const int Height = 630;

    private const int Edge = 60;
    private const int Step = (Height - 2 * Edge) / 10;
    private const int Beside = Edge + 11 * Step;
    private const int LargestStep = 44;

    // On black, which is what a new picture is.
    private static readonly Pixel Filled = new(127, 214, 198);
    private static readonly Pixel Empty = new(62, 74, 71);

    /// <summary>Digits in dots, five wide and seven high; a row is a line of bits.</summary>
    private static readonly string[] Digits =
    [
        "01110 10001 10011 10101 11001 10001 01110",
        "00100 01100 00100 00100 00100 00100 01110",
        "01110 10001 00001 00010 00100 01000 11111",
        "11111 00010 00100 00010 00001 10001 01110",
        "00010 00110 01010 10010 11111 00010 00010",
        "11111 10000 11110 00001 00001 10001 01110",
        "00110 01000 10000 11110 10001 10001 01110",
        "11111 00001 00010 00100 01000 01000 01000",
        "01110 10001 10001 01110 10001 10001 01110",
        "01110 10001 10001 01111 00001 00010 01100",
    ];

    /// <param name="inHundred">0 to 100.</param>
    public static byte[] Draw(int inHundred)
    {
        var picture = PngBuilder.Create(Width, Height, hasAlphaChannel: false);
        for (var dot = 0; dot < 100; dot++)
            Dot(picture, Edge, Edge, Step, dot % 10, dot / 10, dot < inHundred ? Filled : Empty);
        var number = inHundred.ToString(CultureInfo.InvariantCulture);
        var step = Math.Min(LargestStep, (Width - Edge - Beside) / (6 * number.Length - 1));
        for (var digit = 0; digit < number.Length; digit++)
        {
            var rows = Digits[number[digit] - '0'].Split(' ');
            for (var row = 0; row < rows.Length; row++)
            for (var bit = 0; bit < rows[row].Length; bit++)
                if (rows[row][bit] == '1')
                    Dot(
                        picture,
                        Beside,
                        (Height - 7 * step) / 2,
                        step,
                        6 * digit + bit,
                        row,
                        Filled
                    );
        }
        using var file = new MemoryStream();
        picture.Save(file);
        return file.ToArray();
    }

    /// <summary>A disc at a place of a grid.</summary>
    /// <param name="left">Of the grid, in pixels, as are the next two.</param>
    private static void Dot(
        PngBuilder picture,
        int left,
        int top,
        int step,
        int column,
        int row,
        Pixel colour
    )
    {
        var (middleX, middleY) = (left + (column + 0.5) * step, top + (row + 0.5) * step);
        var radius = 0.38 * step;
        for (var y = (int)(middleY - radius); y <= middleY + radius; y++)
        for (var x = (int)(middleX - radius); x <= middleX + radius; x++)
            if (Square(x + 0.5 - middleX) + Square(y + 0.5 - middleY) <= Square(radius))
                picture.SetPixel(colour, x, y);

        static double Square(double side) => side * side;
    }
}
