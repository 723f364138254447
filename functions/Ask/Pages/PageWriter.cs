using System.Collections.Concurrent;
using System.Text;

namespace Survey.Ask.Pages;

/// <summary>Every page people see, written once per wave and language and then kept.</summary>
/// <param name="eraseAfterDays">Said on the page about privacy.</param>
public sealed class PageWriter(Definition definition, int eraseAfterDays)
{
    private const string Type = "text/html; charset=utf-8";
    private const string Revalidate = "no-cache";

    private readonly ConcurrentDictionary<
        (string Name, string Language, string? Wave, bool Synthetic),
        Lazy<Task<PageBytes>>
    > _written = new();

    /// <summary>The survey, empty. Its last bytes hold an id of its own, so that sending the form twice is harmless
    /// without the script too; hence a browser must not keep it, or a second reader would send under the first's id.</summary>
    /// <param name="synthetic">The wave's respondents are made up.</param>
    public async Task<IResult> SurveyAsync(string language, string wave, bool synthetic)
    {
        var view = In(language) with { Wave = wave, Synthetic = synthetic };
        var page = await KeepAsync("survey", view, () => WriteSurveyAsync(view));
        return page.Reply(tail: Encoding.UTF8.GetBytes($"{Guid.NewGuid()}{AfterId}"));
    }

    /// <summary>The survey again, with what was answered and what is wrong with it.</summary>
    public async Task<IResult> SurveyAsync(
        string language,
        string wave,
        bool synthetic,
        FilledForm filled,
        int status
    )
    {
        var view = In(language) with { Wave = wave, Synthetic = synthetic };
        var html = await Html.RenderAsync<SurveyDocument>(view, ("Filled", filled));
        return NotKept(html).Reply(status);
    }

    /// <summary>After a form sent without the script.</summary>
    public Task<IResult> ThanksAsync(string language) =>
        KeptAsync<ThanksDocument>(In(language, "thanks"));

    /// <summary>Sends the browser on to the thanks, so that its history does not hold the form that was sent.</summary>
    public IResult ToThanks(string language) => new SeeOther(In(language).Address("thanks"));

    public Task<IResult> AboutAsync(string language) =>
        KeptAsync<AboutDocument>(In(language, "about"));

    /// <param name="everyLanguage">One sheet per language, this one first.</param>
    public Task<IResult> PrintAsync(string language, bool everyLanguage) =>
        KeptAsync<PrintDocument>(In(language, "print"), ("EveryLanguage", everyLanguage));

    /// <param name="next">The day in Lisbon on which the next wave opens.</param>
    public async Task<IResult> BetweenAsync(string language, DateOnly next)
    {
        Func<View, string> detail = view => view.Fill("between-next", view.Day(next));
        return NotKept(await MessageAsync(In(language), "between", ("Detail", detail))).Reply();
    }

    /// <summary>A page that says what happened.</summary>
    /// <param name="word">Its <c>-title</c> and <c>-text</c> are shown.</param>
    public async Task<IResult> MessageAsync(string language, string word, int status) =>
        NotKept(await MessageAsync(In(language), word, ("Again", true))).Reply(status);

    private const string AfterId = "\"></body></html>";

    private View In(string language, string path = "") =>
        new(definition, eraseAfterDays, language, path);

    private static async Task<PageBytes> WriteSurveyAsync(View view)
    {
        var html = await Html.RenderAsync<SurveyDocument>(view);
        // The id is the last thing in the page; what precedes it never changes.
        var head = html[..html.LastIndexOf($"{Guid.Empty}", StringComparison.Ordinal)];
        return new PageBytes(Encoding.UTF8.GetBytes(head), Type, PageBytes.NoStore);
    }

    private async Task<IResult> KeptAsync<TDocument>(
        View view,
        params (string, object?)[] parameters
    )
        where TDocument : PageComponent<View>
    {
        var name = typeof(TDocument).Name + string.Join(',', parameters);
        var page = await KeepAsync(
            name,
            view,
            async () =>
                new PageBytes(
                    Encoding.UTF8.GetBytes(await Html.RenderAsync<TDocument>(view, parameters)),
                    Type,
                    Revalidate
                )
        );
        return page.Reply();
    }

    private Task<PageBytes> KeepAsync(string name, View view, Func<Task<PageBytes>> write) =>
        _written
            .GetOrAdd(
                (name, view.Language, view.Wave, view.Synthetic),
                _ => new Lazy<Task<PageBytes>>(write)
            )
            .Value;

    private static PageBytes NotKept(string html) =>
        new(Encoding.UTF8.GetBytes(html), Type, PageBytes.NoStore);

    private static Task<string> MessageAsync(
        View view,
        string word,
        params (string, object?)[] parameters
    ) => Html.RenderAsync<MessageDocument>(view, [("Word", word), .. parameters]);
}
