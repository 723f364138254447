using Microsoft.Azure.Functions.Worker;

namespace Survey.Http;

/// <summary>A function's class is made once and kept, as it is without a host.</summary>
internal sealed class KeptFunctions(IServiceProvider services) : IFunctionActivator
{
    public object CreateInstance(Type instanceType, FunctionContext context) =>
        services.GetRequiredService(instanceType);
}
