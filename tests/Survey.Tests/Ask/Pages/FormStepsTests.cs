using Survey.Ask;
using Survey.Ask.Pages;
using Xunit;

namespace Survey.Tests.Ask.Pages;

public class FormStepsTests
{
    private static readonly FormSteps Steps = FormSteps.Of(Shipped.Instrument);

    [Fact]
    public void Every_item_is_in_one_step_in_the_order_of_asking() =>
        Assert.Equal(
            Enumerable.Range(0, Shipped.Instrument.Items.Length),
            Steps.Places.SelectMany(step => step)
        );

    /// <summary>What a step asks must be known before any of it is answered.</summary>
    [Fact]
    public void No_answer_of_a_step_changes_what_the_step_asks()
    {
        foreach (var answers in AllPaths.Of(Shipped.Instrument))
        foreach (var step in Steps.Places)
        {
            var before = new Answers(Shipped.Instrument);
            for (var place = 0; place < step[0]; place++)
                before[place] = answers[place];
            foreach (var place in step)
            {
                Assert.Equal(answers.IsAsked(place), before.IsAsked(place));
                Assert.Equal(answers.Offered(place), before.Offered(place));
            }
        }
    }

    [Fact]
    public void Walking_forth_and_back_meets_the_same_steps()
    {
        foreach (var answers in AllPaths.Of(Shipped.Instrument))
        {
            var forth = new List<int>();
            for (var at = Steps.Next(-1, answers); at is { } step; at = Steps.Next(step, answers))
                forth.Add(step);
            var back = new List<int>();
            var first = forth[0];
            for (
                var at = Steps.Before(Steps.Places.Length, answers);
                ;
                at = Steps.Before(at, answers)
            )
            {
                back.Insert(0, at);
                if (at == first)
                    break;
            }
            Assert.Equal(forth, back);
        }
    }
}
