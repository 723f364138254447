namespace Survey.Tests.Whole.Simulation;

/// <summary>A fault put into the store or the program on purpose: a simulation that is worth anything finds each.</summary>
public enum Planted
{
    None,

    /// <summary>A closed shard still takes responses.</summary>
    GateIgnored,

    /// <summary>A second response of an id takes the place of the first, and says it is new.</summary>
    RowReplaced,

    /// <summary>A wave's row is written over whoever changed it meanwhile.</summary>
    ETagIgnored,

    /// <summary>Of a transaction that fails, the steps that could be done are done.</summary>
    TransactionTorn,

    /// <summary>A write is acknowledged and not done.</summary>
    WriteLost,

    /// <summary>The last row of a partition is not read.</summary>
    LastRowUnread,

    /// <summary>One shard's responses are not erased.</summary>
    ErasedNotAll,

    /// <summary>A file of a release is acknowledged and not there.</summary>
    FileLost,

    /// <summary>Drafts are public without an admin.</summary>
    ApprovalSkipped,

    /// <summary>An answer of the store that was lost is taken for a success.</summary>
    FailureAcknowledged,
}
