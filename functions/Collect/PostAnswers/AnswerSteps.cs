using System.Globalization;
using Survey.Ask;
using Survey.Ask.Pages;

namespace Survey.Collect;

/// <summary>The page that follows what a form sent.</summary>
/// <param name="language">Of the reply.</param>
internal sealed class AnswerSteps(
    PageWriter pages,
    AnswerForm form,
    string language,
    bool synthetic
)
{
    private readonly FilledForm _filled = FilledForm.Of(form.Id, form.Answers);

    // After a change, only what it newly leads to is asked before the review.
    private readonly IReadOnlySet<string> _known =
        form.Change.Length > 0 ? AskedBy(form.Answers.Readable) : form.Known;

    private Answers Answers => form.Answers.Readable;

    /// <summary>By the button that was pressed.</summary>
    public Task<IResult> ReplyAsync() =>
        (Step, form) switch
        {
            (_, { Change: [_, ..] }) => ShowAsync(Changed),
            (null, { Step: AnswerForm.Review, Go: "back" }) => ShowAsync(
                pages.Steps.Before(Count, Answers)
            ),
            (null, { Step: AnswerForm.Review }) => ShowAsync(null),
            (null, _) => ShowAsync(pages.Steps.Next(-1, Answers)),
            ({ } step, { To: not null }) => ShowAsync(step),
            ({ } step, { Go: "back" }) => ShowAsync(pages.Steps.Before(step, Answers)),
            ({ } step, _) when Answers.IsOutside => NothingAsync(),
            ({ } step, _) when pages.Steps.Places[step].Any(_filled.Faults.ContainsKey) =>
                ShowAsync(step, StatusCodes.Status422UnprocessableEntity),
            ({ } step, _) => ShowAsync(After(step)),
        };

    /// <summary>The first step with something to mend.</summary>
    public Task<IResult> MendAsync() =>
        ShowAsync(
            pages.Steps.StepOf(_filled.Faults.Keys.Min()),
            StatusCodes.Status422UnprocessableEntity
        );

    /// <summary>All answers again, as they could not be kept now.</summary>
    /// <param name="wait">Seconds that the reader is asked to wait, where many send at a time; null: the store fails.</param>
    public Task<IResult> UnsavedAsync(int status, int? wait) =>
        pages.ReviewAsync(language, form.Wave, synthetic, _filled, status, wait);

    /// <summary>Thanks for nothing kept: the survey is for others, or no item was answered.</summary>
    public Task<IResult> NothingAsync() =>
        pages.MessageAsync(
            language,
            Answers.IsOutside ? "outside" : "nothing",
            StatusCodes.Status200OK,
            again: false
        );

    public Task<IResult> MessageAsync(string word, int status) =>
        pages.MessageAsync(language, word, status);

    public IResult ToThanks() => pages.ToThanks(language);

    private int? After(int step)
    {
        var next = pages.Steps.Next(step, Answers);
        while (next is { } at && _known.Count > 0 && AsksNothingNew(at))
            next = pages.Steps.Next(at, Answers);
        return next;
    }

    private bool AsksNothingNew(int step) =>
        pages
            .Steps.Places[step]
            .Where(Answers.IsAsked)
            .All(place => _known.Contains(Answers.Instrument.Items[place].Id));

    private static HashSet<string> AskedBy(Answers answers) =>
        [
            .. answers
                .Instrument.Items.Where((_, place) => answers.IsAsked(place))
                .Select(item => item.Id),
        ];

    private int Count => pages.Steps.Places.Length;

    private int? Step =>
        int.TryParse(form.Step, NumberStyles.None, CultureInfo.InvariantCulture, out var step)
        && step < Count
            ? step
            : null;

    private int? Changed =>
        Answers.Instrument.PlaceOf(form.Change) is >= 0 and var place && Answers.IsAsked(place)
            ? pages.Steps.StepOf(place)
            : null;

    /// <param name="step">Null: all answers, to look over.</param>
    private Task<IResult> ShowAsync(int? step, int status = StatusCodes.Status200OK) =>
        step is { } at
            ? pages.StepAsync(
                language,
                form.Wave,
                synthetic,
                (status == StatusCodes.Status200OK ? _filled.Unmarked() : _filled) with
                {
                    Known = _known.Count > 0 ? string.Join(' ', _known) : null,
                },
                at,
                status
            )
            : pages.ReviewAsync(language, form.Wave, synthetic, _filled);
}
