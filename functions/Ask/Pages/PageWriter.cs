using System.Collections.Immutable;
using System.Text;
using Survey.Http;
using Survey.Storage;

namespace Survey.Ask.Pages;

/// <summary>Every page people see, written once per wave and language and then kept (<see cref="KeptPages"/>).</summary>
/// <param name="eraseAfterDays">Said on the page about privacy.</param>
public sealed class PageWriter(Definition definition, int eraseAfterDays, CurrentWaves waves)
{
    private const string Type = "text/html; charset=utf-8";
    private const string Revalidate = "no-cache";

    private readonly KeptPages _kept = new();

    private readonly ImmutableArray<PageWriter> _earlier =
    [
        .. definition.Earlier.Select(one => new PageWriter(one, eraseAfterDays, waves)),
    ];

    /// <summary>The pages of the version that a wave or a form names; of the newest where there is none of that name.</summary>
    public PageWriter Of(string instrument) =>
        _earlier.FirstOrDefault(one => one.Names(instrument)) ?? this;

    public FormSteps Steps { get; } = FormSteps.Of(definition.Instrument);

    /// <summary>The survey, the same for everybody: the script makes the response's id.</summary>
    /// <param name="synthetic">The wave's respondents are made up.</param>
    public async Task<IResult> SurveyAsync(string language, string wave, bool synthetic) =>
        await KeptAsync<SurveyDocument>(await LeadingAsync(Asking(language, wave, synthetic)));

    /// <summary>The survey as students would see it; it belongs to no wave, so that nothing of it is kept.</summary>
    /// <param name="address">Of the preview, without the language.</param>
    public Task<IResult> PreviewAsync(string language, string address) =>
        NotKeptAsync<SurveyDocument>(
            In(language) with
            {
                Preview = address,
            },
            StatusCodes.Status200OK
        );

    /// <summary>A sheet of paper of it, which needs no script.</summary>
    public Task<IResult> PreviewSheetAsync(string language, string address, Sheet sheet) =>
        NotKeptAsync<SheetDocument>(
            In(language) with
            {
                Preview = address,
            },
            StatusCodes.Status200OK,
            ("Sheet", sheet)
        );

    /// <summary>A sheet of paper to answer a wave on: its boxes are numbered, as they are typed in afterwards.</summary>
    /// <param name="synthetic">The wave's respondents are made up.</param>
    public Task<IResult> WaveSheetAsync(
        string language,
        string wave,
        bool synthetic,
        Sheet sheet
    ) =>
        NotKeptAsync<SheetDocument>(
            Asking(language, wave, synthetic),
            StatusCodes.Status200OK,
            ("Sheet", sheet)
        );

    /// <summary>A step of the form without script.</summary>
    public Task<IResult> StepAsync(
        string language,
        string wave,
        bool synthetic,
        FilledForm filled,
        int step,
        int status = StatusCodes.Status200OK
    ) =>
        NotKeptAsync<StepDocument>(
            Asking(language, wave, synthetic),
            status,
            ("Filled", filled),
            ("Step", step),
            ("Places", Steps.Places[step])
        );

    /// <summary>All answers before they are sent, without script.</summary>
    /// <param name="wait">Seconds until it may be sent again, said on it; null: a minute.</param>
    public Task<IResult> ReviewAsync(
        string language,
        string wave,
        bool synthetic,
        FilledForm filled,
        int status = StatusCodes.Status200OK,
        int? wait = null
    ) =>
        NotKeptAsync<ReviewDocument>(
            Asking(language, wave, synthetic),
            status,
            ("Filled", filled),
            ("Unsaved", status != StatusCodes.Status200OK),
            ("Wait", wait)
        );

    /// <summary>After a form sent without the script.</summary>
    public async Task<IResult> ThanksAsync(string language) =>
        await KeptAsync<ThanksDocument>(await LeadingAsync(In(language, "thanks")));

    /// <summary>Sends the browser on to the thanks, so that its history does not hold the form that was sent.</summary>
    public IResult ToThanks(string language) => new SeeOther(In(language).Address("thanks"));

    /// <returns>Null when there is no such page.</returns>
    public Task<IResult>? Find(string language, string path, bool everyLanguage) =>
        path switch
        {
            "about" => KeptAboutAsync(In(language, path)),
            "about/schools" => KeptAsync<AboutDocument>(
                In(language, path),
                ("Parts", definition.Pages.Schools),
                ("Schools", true)
            ),
            "quiz" => KeptAsync<QuizDocument>(In(language, path)),
            "places" when definition.Places is not null => KeptAsync<PlacesDocument>(
                In(language, path)
            ),
            "print" => KeptAsync<PrintDocument>(In(language, path)),
            _ => definition.Pages.Sheets.FirstOrDefault(sheet => path == $"print/{sheet.Id}")
                is { } found
                ? KeptAsync<SheetDocument>(
                    In(language, path),
                    ("Sheet", found),
                    ("EveryLanguage", everyLanguage)
                )
                : null,
        };

    /// <summary>A page or picture of a later stage, written once for each <paramref name="stamp"/>.</summary>
    /// <param name="path">Without the language.</param>
    public Task<IResult> FurtherAsync(
        string language,
        string path,
        string stamp,
        Func<View, Task<(byte[] Content, string Type)>> write
    ) =>
        _kept.ReplyAsync(
            ($"further {path}", language, null, false),
            stamp,
            async () =>
            {
                var (content, type) = await write(In(language, path));
                return new PageBytes(content, type, Revalidate);
            },
            bytes => bytes.Reply()
        );

    /// <param name="next">The day on which the next wave opens; null: nobody can say yet.</param>
    public async Task<IResult> BetweenAsync(string language, DateOnly? next)
    {
        Func<View, string>? detail = next is { } day
            ? view => view.Fill("between-next", view.Day(day))
            : null;
        return await NotKeptAsync<MessageDocument>(
            await LeadingAsync(In(language)),
            StatusCodes.Status200OK,
            ("Word", "between"),
            ("Detail", detail)
        );
    }

    /// <summary>A page that says what happened.</summary>
    /// <param name="word">Its <c>-title</c> and <c>-text</c> are shown.</param>
    /// <param name="retryAfter">Seconds.</param>
    public Task<IResult> MessageAsync(
        string language,
        string word,
        int status,
        bool again = true,
        int? retryAfter = null
    ) =>
        KeptAsync<MessageDocument>(
            In(language),
            bytes => bytes.Reply(status, retryAfter),
            PageBytes.NoStore,
            ("Word", word),
            ("Again", again)
        );

    private bool Names(string instrument) => definition.Instrument.Name == instrument;

    private View In(string language, string path = "") =>
        new(definition, eraseAfterDays, language, path);

    private View Asking(string language, string wave, bool synthetic) =>
        In(language) with
        {
            Wave = wave,
            Synthetic = synthetic,
        };

    /// <summary>The same, leading to what the last survey found; not while the store cannot be reached.</summary>
    private async Task<View> LeadingAsync(View view)
    {
        try
        {
            return view with { Found = Found.Of(await waves.GetAsync()) };
        }
        catch (StorageUnavailableException)
        {
            return view;
        }
    }

    private async Task<IResult> KeptAboutAsync(View view) =>
        await KeptAsync<AboutDocument>(await LeadingAsync(view), ("Parts", definition.Pages.About));

    private Task<IResult> KeptAsync<TDocument>(View view, params (string, object?)[] parameters)
        where TDocument : PageComponent<View> =>
        KeptAsync<TDocument>(view, bytes => bytes.Reply(), Revalidate, parameters);

    private Task<IResult> KeptAsync<TDocument>(
        View view,
        Func<PageBytes, IResult> reply,
        string cacheControl,
        params (string, object?)[] parameters
    )
        where TDocument : PageComponent<View> =>
        _kept.ReplyAsync(
            (
                $"{typeof(TDocument).Name} {view.Path} {string.Join(' ', parameters.Select(one => one.Item2).Where(one => one is string or bool))}",
                view.Language,
                view.Wave,
                view.Synthetic
            ),
            view.Found?.Stamp ?? "",
            () => WriteAsync<TDocument>(view, cacheControl, parameters),
            reply
        );

    /// <summary>Written for one reader, in their turn.</summary>
    private async Task<IResult> NotKeptAsync<TDocument>(
        View view,
        int status,
        params (string, object?)[] parameters
    )
        where TDocument : PageComponent<View> =>
        await KeptPages.InTurnAsync(() =>
            WriteAsync<TDocument>(view, PageBytes.NoStore, parameters)
        )
            is { } page
            ? page.Reply(status)
            : await MessageAsync(
                view.Language,
                "again",
                StatusCodes.Status503ServiceUnavailable,
                again: false,
                retryAfter: 2
            );

    private static async Task<PageBytes> WriteAsync<TDocument>(
        View view,
        string cacheControl,
        (string, object?)[] parameters
    )
        where TDocument : PageComponent<View> =>
        new(
            Encoding.UTF8.GetBytes(await Html.RenderAsync<TDocument>(view, parameters)),
            Type,
            cacheControl
        );
}
