using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>Makes machine code of a compilation.</summary>
internal static class Executable
{
    /// <summary>The program, ready to run; null when it does not compile.</summary>
    /// <param name="compilation">The program.</param>
    /// <param name="errors">The compiler's errors, a line each; empty when there are none.</param>
    public static ProgramHost.Request? Of(CSharpCompilation compilation, out string errors)
    {
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        // A name of its own: ML.NET remembers the assemblies that models were saved from, by name.
        var named = compilation.WithAssemblyName("Program" + Guid.NewGuid().ToString("N"));
        var result = named.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        errors = string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return result.Success ? new ProgramHost.Request(image.ToArray(), symbols.ToArray()) : null;
    }
}
