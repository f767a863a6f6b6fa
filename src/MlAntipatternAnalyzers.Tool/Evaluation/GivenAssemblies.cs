using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.ML;

namespace MlAntipatternAnalyzers.Tool.Evaluation;

/// <summary>The assemblies of the user's program that a model needs: its custom mappings, and ML.NET packages that the tool does not carry.</summary>
internal sealed class GivenAssemblies : IDisposable
{
    private readonly List<string> _folders = [];
    private readonly List<AssemblyDependencyResolver> _resolvers = [];

    private GivenAssemblies()
    {
        AssemblyLoadContext.Default.Resolving += Resolve;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += ResolveNative;
    }

    /// <summary>Loads the assemblies and registers what they hold; what they need is looked for beside them until this is disposed.</summary>
    /// <exception cref="CannotEvaluateException">One is missing, or none.</exception>
    public static GivenAssemblies Register(MLContext mlContext, IReadOnlyList<string> paths)
    {
        var given = new GivenAssemblies();
        try
        {
            foreach (var path in paths)
                given.Add(mlContext, path);
            return given;
        }
        catch
        {
            given.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        AssemblyLoadContext.Default.Resolving -= Resolve;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll -= ResolveNative;
    }

    /// <summary>Loads one more.</summary>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="CannotEvaluateException">It is missing, or none.</exception>
    public Assembly Add(MLContext mlContext, string path, string option = "--assembly")
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new CannotEvaluateException($"There is no assembly '{path}'. {option} takes the .dll that the program was built to, as bin/Release/net8.0/Training.dll.");
        _folders.Add(Path.GetDirectoryName(full)!);
        _resolvers.Add(new AssemblyDependencyResolver(full));
        try
        {
            var name = AssemblyName.GetAssemblyName(full);
            // The tool's own version where it has one: two of ML.NET would not know each other's types.
            var loaded = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => assembly.GetName().Name == name.Name)
                ?? AssemblyLoadContext.Default.LoadFromAssemblyPath(full);
            mlContext.ComponentCatalog.RegisterAssembly(loaded);
            return loaded;
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException or ReflectionTypeLoadException)
        {
            var reason = e is ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } ? first.Message : e.Message;
            throw new CannotEvaluateException($"The assembly '{path}' cannot be loaded: {reason} Give the .dll in the program's own output folder, with all that it needs beside it.");
        }
    }

    private Assembly? Resolve(AssemblyLoadContext context, AssemblyName name)
    {
        var path = _resolvers.Select(resolver => resolver.ResolveAssemblyToPath(name)).FirstOrDefault(found => found is not null)
            ?? _folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists);
        return path is null ? null : context.LoadFromAssemblyPath(path);
    }

    private IntPtr ResolveNative(Assembly assembly, string name)
    {
        foreach (var resolver in _resolvers)
        {
            if (resolver.ResolveUnmanagedDllToPath(name) is { } path)
                return NativeLibrary.Load(path);
        }
        return IntPtr.Zero;
    }
}
