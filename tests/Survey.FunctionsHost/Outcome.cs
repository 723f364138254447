using Survey.FunctionsHost.Messages;

namespace Survey.FunctionsHost;

/// <param name="Error">Type, message and stack of the worker's exception, as the host gets and logs them; "" without
/// one.</param>
public sealed record Outcome(bool Succeeded, string Error)
{
    internal static Outcome Of(StatusResult result) =>
        new(result.Status == StatusResult.Types.Status.Success, Text(result.Exception));

    internal static string Text(RpcException? fault) =>
        fault is null ? "" : $"{fault.Type}: {fault.Message}\n{fault.StackTrace}";
}
