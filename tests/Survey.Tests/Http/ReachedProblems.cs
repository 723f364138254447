using Mono.Cecil;
using Survey.Http;

namespace Survey.Tests.Http;

/// <summary>Which of the catalogue's problems a function's compiled code can come to: those that its class, or what it
/// calls in the program, reads; and that of an unreachable store when anything there calls the store.</summary>
internal static class ReachedProblems
{
    public static HashSet<string> Of(Type function)
    {
        using var module = ModuleDefinition.ReadModule(function.Assembly.Location);
        var names = new HashSet<string>();
        var seen = new HashSet<MethodDefinition>();
        var next = new Stack<MethodDefinition>(MethodsOf(module.GetType(function.FullName)));
        while (next.TryPop(out var method))
        {
            if (!seen.Add(method) || !method.HasBody)
                continue;
            foreach (var called in StateMachinesOf(method))
                next.Push(called);
            foreach (var instruction in method.Body.Instructions)
                switch (instruction.Operand)
                {
                    case FieldReference field
                        when field.DeclaringType.FullName == typeof(Problems).FullName:
                        names.Add(field.Name);
                        break;
                    case MethodReference { DeclaringType.Name: "ITables" or "IBlobs" }:
                        names.Add(nameof(Problems.StorageUnavailable));
                        break;
                    case MethodReference called when called.DeclaringType.Scope == module:
                        if (called.Resolve() is { } ours)
                            next.Push(ours);
                        break;
                }
        }
        return names;
    }

    private static IEnumerable<MethodDefinition> MethodsOf(TypeDefinition type) =>
        type.Methods.Concat(type.NestedTypes.SelectMany(MethodsOf));

    /// <summary>The body of an async method, or of one with yields, is in a type of the compiler's.</summary>
    private static IEnumerable<MethodDefinition> StateMachinesOf(MethodDefinition method) =>
        method
            .CustomAttributes.Where(one =>
                one.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal)
            )
            .SelectMany(one =>
                ((TypeReference)one.ConstructorArguments[0].Value).Resolve().Methods
            );
}
