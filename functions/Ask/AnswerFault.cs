namespace Survey.Ask;

/// <summary>What can be wrong with an answer that was sent.</summary>
public enum AnswerFault
{
    NotAnObject,
    UnknownNames,
    UnknownItem,
    GivenTwice,
    NotOneOption,
    NotAList,
    UnknownOption,
    Repeated,
    NotAlone,
    NotAsked,
    NotOffered,
    Outside,
    Nothing,
}

public static class AnswerFaults
{
    /// <summary>The API's words for it: stable, and never what was sent.</summary>
    public static string InWords(this AnswerFault fault) =>
        fault switch
        {
            AnswerFault.NotAnObject => "Must be an object of item ids and answers.",
            AnswerFault.UnknownNames => "Holds names that cannot be an item's.",
            AnswerFault.UnknownItem => "The instrument has no such item.",
            AnswerFault.GivenTwice => "Is answered more than once.",
            AnswerFault.NotOneOption => "Must be the id of one option.",
            AnswerFault.NotAList => "Must be a list of options' ids.",
            AnswerFault.UnknownOption => "Has an option that the item lacks.",
            AnswerFault.Repeated => "Has an option more than once.",
            AnswerFault.NotAlone => "Has an option that cannot stand beside another.",
            AnswerFault.NotAsked => "Is not asked after these answers.",
            AnswerFault.NotOffered => "Has an option that is not offered after these answers.",
            AnswerFault.Outside => "Is of somebody the survey is not for; nothing is kept.",
            AnswerFault.Nothing => "Hold no answer at all; nothing is kept.",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
}
