using System.Text;
using System.Text.RegularExpressions;
using BigGustave;
using Microsoft.Playwright;
using Survey.Ask;
using Survey.Tests.Ask;
using Survey.Tests.Http;
using Xunit;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Survey.Browser.Tests;

/// <summary>What is printed for schools, and what comes back from them on paper.</summary>
public partial class SchoolKitTests
{
    [Fact]
    public async Task A_camera_reads_the_address_and_each_piece_fits_its_paper()
    {
        await using var site = await Site.StartAsync();
        await using var admin = await ComeAsync();
        var wave = site.Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id;
        var kit = $"/manage/waves/{wave}/kit";
        // Piece, language, pages of A4 at most; the letters and the sheets are made alike.
        foreach (
            var (piece, language, pages) in ((string, string, int)[])
                [
                    ("poster", "pt", 1),
                    ("cards", "en", 1),
                    ("guardians", "pt", 1),
                    ("schools", "en", 1),
                    ("teachers", "pt", 2),
                    ("10-12", "en", 4),
                    ("13-19", "pt", 4),
                ]
        )
        {
            await admin.OpenAsync(site, $"{kit}/{piece}?lang={language}");
            if (piece is not ("schools" or "guardians"))
                await Axe.CheckAsync(admin.Page, piece);
            await AccessibilityTests.FitsAsync(admin.Page, piece);
            if (piece is "poster" or "cards" or "teachers")
                Assert.Equal($"{site.Address}/{language}", await ReadCodeAsync(admin.Page));
            var paper = await admin.Page.PdfAsync(new() { PreferCSSPageSize = true });
            var printed = Encoding.Latin1.GetString(paper);
            Assert.InRange(PrintedPage().Count(printed), 1, pages);
            // A4 in points, to the nearest.
            Assert.Matches(@"/MediaBox\s*\[0 0 59[45]\S* 84[12]", printed);
        }
        Assert.Empty(admin.Complaints);
    }

    [Theory]
    [InlineData("shipped")]
    [InlineData("jovenes")]
    public async Task A_sheet_is_typed_in_by_digits_and_tab_alone(string survey)
    {
        var isShipped = survey == "shipped";
        await using var site = await Site.StartAsync(
            definition: isShipped ? null : Jovenes.Definition
        );
        await using var admin = await ComeAsync();
        var wave = site.Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id;
        var sheet = site.Definition.Pages.Sheets[0].Id;
        var language = isShipped ? "en" : "fr";
        await admin.OpenAsync(site, $"/manage/waves/{wave}/paper/{sheet}?lang={language}&of=2");
        var keys = admin.Page.Keyboard;
        // The first question has the focus, and then the second; a box that is not there, and a sheet that is sent to find it out.
        await keys.TypeAsync("1");
        await keys.TypeAsync("9");
        await admin.Page.FocusAsync("form.entry button:not([disabled])");
        await keys.PressAsync("Enter");
        await admin.Page.WaitForSelectorAsync("[role=alert]");
        var items = site.Definition.Instrument.Items;
        await Assertions.Expect(admin.Page.Locator($"#q-{items[1].Id}")).ToBeFocusedAsync();
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("2");
        await Assertions.Expect(admin.Page.Locator($"#q-{items[2].Id}")).ToBeFocusedAsync();
        await Axe.CheckAsync(admin.Page, "to mend");
        await AccessibilityTests.FitsAsync(admin.Page, "to mend");
        while (await admin.Page.EvaluateAsync<bool>("document.activeElement.type !== 'submit'"))
            await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await admin.Page.WaitForSelectorAsync("[role=status]");
        await Axe.CheckAsync(admin.Page, "kept");
        Assert.Equal("1", await admin.Page.InputValueAsync("[name=batch]"));
        var kept = Assert.Single(await site.StoredAsync());
        Assert.Equal(isShipped ? "age=10-12 sex=boy" : "edad=12-13 genero=chico", kept);
        // What the browser writes of the sheet that was to be mended.
        Assert.Contains("422", Assert.Single(admin.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_a_sheet_is_typed_in_with_tab()
    {
        await using var site = await Site.StartAsync();
        await using var admin = await ComeAsync(script: false);
        var wave = site.Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id;
        await admin.OpenAsync(site, $"/manage/waves/{wave}/paper/10-12?lang=en");
        await admin.Page.FocusAsync($"#q-{site.Definition.Instrument.Items[0].Id}");
        foreach (var key in (string[])["1", "Tab", "2"])
            await admin.Page.Keyboard.PressAsync(key);
        await admin.Page.ClickAsync("form.entry button:not([disabled])");
        await admin.Page.WaitForSelectorAsync("[role=status]");
        Assert.Equal("age=10-12 sex=boy", Assert.Single(await site.StoredAsync()));
    }

    [Fact]
    public async Task Only_a_number_that_can_be_no_other_goes_on_by_itself()
    {
        await using var site = await Site.StartAsync();
        await using var admin = await ComeAsync();
        var wave = site.Definition.Calendar.PeriodAt(DateTimeOffset.UtcNow).Id;
        await admin.OpenAsync(site, $"/manage/waves/{wave}/paper/13-19?lang=en");
        foreach (
            var item in site.Definition.Instrument.Items.Where(item =>
                item.Kind == ItemKind.Multi || item.Id == "region"
            )
        )
        {
            var field = admin.Page.Locator($"#q-{item.Id}");
            await field.FocusAsync();
            // Several may follow; there is no such box; a digit is taken out again.
            await admin.Page.Keyboard.TypeAsync(item.Kind == ItemKind.Multi ? "1" : "98");
            await admin.Page.Keyboard.PressAsync("Backspace");
            await Assertions.Expect(field).ToBeFocusedAsync();
        }
        Assert.Empty(admin.Complaints);
    }

    private static async Task<Student> ComeAsync(bool script = true)
    {
        var admin = await Student.ComeAsync(script, width: 320, height: 640);
        await admin.Context.SetExtraHTTPHeadersAsync(
            new Dictionary<string, string> { ["x-functions-key"] = TestProgram.AdminKey }
        );
        return admin;
    }

    /// <summary>What a reader of codes makes of the first one's picture.</summary>
    private static async Task<string?> ReadCodeAsync(IPage page)
    {
        var picture = Png.Open(await page.Locator("svg.qr").First.ScreenshotAsync());
        var bytes = new byte[3 * picture.Width * picture.Height];
        for (var y = 0; y < picture.Height; y++)
        for (var x = 0; x < picture.Width; x++)
        {
            var pixel = picture.GetPixel(x, y);
            bytes[3 * (y * picture.Width + x)] = pixel.R;
            bytes[3 * (y * picture.Width + x) + 1] = pixel.G;
            bytes[3 * (y * picture.Width + x) + 2] = pixel.B;
        }
        var light = new RGBLuminanceSource(
            bytes,
            picture.Width,
            picture.Height,
            RGBLuminanceSource.BitmapFormat.RGB24
        );
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(light)))?.Text;
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PrintedPage();
}
