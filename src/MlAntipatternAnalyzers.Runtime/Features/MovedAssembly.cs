using System;
using System.Reflection;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// While a model is loaded, stands in for the assembly that the model says held its mapping. That one is often the training program, which
/// no web service deploys; ML.NET only wants to register its factories, and the caller has said where they are.
/// </summary>
internal sealed class MovedAssembly : IDisposable
{
    private readonly Assembly _standIn;
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public MovedAssembly(Assembly standIn)
    {
        _standIn = standIn;
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    public void Dispose() => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    // Others may look for assemblies meanwhile: what this thread does not ask for is none of ours, and a package of ML.NET that is not
    // referenced must stay missing, or the error would name something else.
    private Assembly? Resolve(object? sender, ResolveEventArgs request) =>
        Environment.CurrentManagedThreadId == _thread && !IsLibrary(new AssemblyName(request.Name).Name)
            ? _standIn
            : null;

    private static bool IsLibrary(string? name) =>
        name is null
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.EndsWith(".resources", StringComparison.Ordinal);
}
