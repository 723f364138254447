using System.Collections.Immutable;

namespace Survey.Ask.Pages;

/// <summary>The form in steps, for browsers without script: each holds items of one section of which none decides
/// whether or how another is asked, so that what is asked is known before a step is shown.</summary>
/// <param name="Places">Of each step's items.</param>
public sealed record FormSteps(ImmutableArray<ImmutableArray<int>> Places)
{
    public static FormSteps Of(Instrument instrument)
    {
        var steps = new List<ImmutableArray<int>>();
        var step = new List<int>();
        for (var place = 0; place < instrument.Items.Length; place++)
        {
            if (step.Count > 0 && MustFollow(instrument, step, place))
            {
                steps.Add([.. step]);
                step.Clear();
            }
            step.Add(place);
        }
        steps.Add([.. step]);
        return new FormSteps([.. steps]);
    }

    /// <summary>The first step after one that asks something after these answers; null: none is left.</summary>
    /// <param name="step">-1: before the first.</param>
    public int? Next(int step, Answers answers) => First(step + 1, Places.Length - 1, 1, answers);

    /// <summary>The last step before one that asks something; the first one when there is none.</summary>
    public int Before(int step, Answers answers) => First(step - 1, 0, -1, answers) ?? 0;

    public int StepOf(int place) => Places.IndexOf(Places.First(step => step.Contains(place)));

    private int? First(int from, int to, int by, Answers answers)
    {
        for (var step = from; by > 0 ? step <= to : step >= to; step += by)
            if (Places[step].Any(answers.IsAsked))
                return step;
        return null;
    }

    private static bool MustFollow(Instrument instrument, List<int> step, int place)
    {
        var (item, section) = (instrument.Items[place], instrument.SectionOf(place));
        return section != instrument.SectionOf(step[0])
            || step.Any(before =>
                IsNamed(instrument.Items[before].Id)
                || instrument.Items[before].Options.Any(option => option.Outside)
            );

        bool IsNamed(string id) =>
            id == item.AskIf?.Item || id == section.AskIf?.Item || id == item.OptionsFrom;
    }
}
