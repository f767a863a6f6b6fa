using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>What a test program references, beside the framework and the real ML.NET assemblies.</summary>
[Flags]
public enum With
{
    /// <summary>The framework and ML.NET alone.</summary>
    MlNet = 0,

    /// <summary>ASP.NET Core's shared framework, which holds Microsoft.Extensions.* too.</summary>
    AspNetCore = 1,

    /// <summary>The signatures of the ML.NET packages that the tests do not reference (AutoML, TimeSeries, Recommender, Extensions.ML …).</summary>
    Stubs = 2,

    /// <summary>The runtime library of this repository.</summary>
    Runtime = 4,

    /// <summary>xunit, which makes the program a test project.</summary>
    XunitFramework = 8,

    /// <summary>No ML.NET: the program need not compile, and a rule must stay silent.</summary>
    NoMlNet = 16,
}

/// <summary>A project that a test's program references.</summary>
/// <param name="Name">Its name, which its assembly has too.</param>
/// <param name="Text">Its only file.</param>
/// <param name="References">The names of those of the test's projects that it references itself; they come before it.</param>
public sealed record ReferencedProject(string Name, string Text, params string[] References)
{
    /// <summary>What it references beside them.</summary>
    public With With { get; init; }
}

/// <summary>What a test says about its program beyond its text. A <see cref="With"/> converts to it.</summary>
public sealed record Setup
{
    public With With { get; init; }

    /// <summary>The kind of output. Null: an executable when the text has an entry point, else a library.</summary>
    public OutputKind? Output { get; init; }

    /// <summary>Lines of a global config, without its <c>is_global</c> line.</summary>
    public string GlobalConfig { get; init; } = "";

    /// <summary>Lines of an .editorconfig, with its section headers.</summary>
    public string EditorConfig { get; init; } = "";

    /// <summary>More source files. <see cref="Sources.Rows"/> is the file of common row classes.</summary>
    public IReadOnlyList<(string Name, string Text)> Sources { get; init; } = [];

    /// <summary>More source files of the fixed program; null when the fix leaves those of <see cref="Sources"/> alone.</summary>
    public IReadOnlyList<(string Name, string Text)>? SourcesAfter { get; init; }

    /// <summary>Projects that the program references with their source, as in an editor: a file each.</summary>
    public IReadOnlyList<ReferencedProject> Projects { get; init; } = [];

    /// <summary>The projects after the fix; null when it leaves them alone.</summary>
    public IReadOnlyList<ReferencedProject>? ProjectsAfter { get; init; }

    /// <summary>Additional files: a contract, a data schema.</summary>
    public IReadOnlyList<(string Name, string Text)> AdditionalFiles { get; init; } = [];

    /// <summary>The additional files after the fix; null when it leaves them alone.</summary>
    public IReadOnlyList<(string Name, string Text)>? AdditionalFilesAfter { get; init; }

    /// <summary>The equivalence key of the code action to apply; null takes the first that is offered.</summary>
    public string? Action { get; init; }

    /// <summary>The place of the code action to apply among those that are offered.</summary>
    public int? ActionIndex { get; init; }

    /// <summary>The messages of all findings, in the order of the text; empty when the test does not look at them.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    public static implicit operator Setup(With with) => new() { With = with };
}
