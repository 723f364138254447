using FsCheck;
using FsCheck.Fluent;

namespace Survey.Tests.Whole.Simulation;

public enum TimerName
{
    Roll,
    Publish,
    Erase,
}

public enum AdminDoes
{
    Close,
    Approve,
    Hold,
    Withdraw,
    Revise,
}

/// <summary>One thing that happens in a simulation.</summary>
/// <param name="Fault">What goes wrong with the store while the (first) program does it; null: nothing.</param>
public abstract record Act(Fault? Fault)
{
    public sealed record Wait(int Minutes) : Act((Fault?)null);

    /// <param name="Everywhere">To both programs at once, under the same id.</param>
    public sealed record Send(int Student, int Program, bool Everywhere, Fault? Fault) : Act(Fault);

    /// <param name="Everywhere">On both programs at once.</param>
    public sealed record Run(TimerName Timer, int Program, bool Everywhere, Fault? Fault)
        : Act(Fault);

    public sealed record Admin(AdminDoes What, int Program, Fault? Fault) : Act(Fault);

    /// <summary>Lists of acts; a list that fails is made shorter.</summary>
    public static Arbitrary<Act[]> Lists { get; } = Arb.From(Gen.ArrayOf(Any(), 40), Shorter);

    private static Gen<Act> Any()
    {
        var fault = Gen.Frequency(
            (3, Gen.Constant<Fault?>(null)),
            (
                1,
                Gen.Elements(Enum.GetValues<Mishap>())
                    .SelectMany(
                        _ => Gen.Choose(0, 24),
                        Fault? (what, after) => new Fault(what, after)
                    )
            )
        );
        var program = Gen.Choose(0, 1);
        var everywhere = Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)));
        return Gen.Frequency(
            (4, Gen.Choose(1, 20 * 60).Select(Act (minutes) => new Wait(minutes))),
            (
                10,
                from student in Gen.Choose(0, 30)
                from to in program
                from both in everywhere
                from what in fault
                select (Act)new Send(student, to, both, what)
            ),
            (
                10,
                from timer in Gen.Elements(Enum.GetValues<TimerName>())
                from place in program
                from both in everywhere
                from what in fault
                select (Act)new Run(timer, place, both, what)
            ),
            (
                5,
                from does in Gen.Elements(Enum.GetValues<AdminDoes>())
                from place in program
                from what in fault
                select (Act)new Admin(does, place, what)
            )
        );
    }

    private static IEnumerable<Act[]> Shorter(Act[] acts)
    {
        for (var length = acts.Length / 2; length >= 1; length /= 2)
        for (var start = 0; start + length <= acts.Length; start += length)
            yield return [.. acts[..start], .. acts[(start + length)..]];
        for (var place = 0; place < acts.Length; place++)
            if (acts[place].Fault is not null)
                yield return
                [
                    .. acts[..place],
                    acts[place] with
                    {
                        Fault = null,
                    },
                    .. acts[(place + 1)..],
                ];
    }
}
