using System;
using System.Security.Cryptography;
using System.Text;

namespace MlAntipatternAnalyzers.SchemaTests.Mutation;

/// <summary>What was changed in a program.</summary>
internal enum MutationKind
{
    /// <summary>A column's name became one that nothing defines.</summary>
    UnknownName,

    /// <summary>A column's name became that of another column of the program.</summary>
    OtherName,

    /// <summary>A column that the program makes has another name everywhere: a change that breaks nothing.</summary>
    RenamedColumn,

    /// <summary>A member of a row class that data is read into got another type.</summary>
    MemberType,

    /// <summary>A member of a row class that data is read into got another name, in code but not in string literals.</summary>
    MemberName,

    /// <summary>A member of a class that predictions are written to got another type.</summary>
    PredictionType,

    /// <summary>A member of a class that predictions are written to got another name, in code but not in string literals.</summary>
    PredictionName,

    /// <summary>A call of <c>Append</c> is gone, with the step that it appended.</summary>
    DroppedAppend,

    /// <summary>An attribute of a row class's member is gone.</summary>
    DroppedAttribute,
}

/// <summary>A program with one change.</summary>
/// <param name="Program">The program.</param>
/// <param name="Kind">What kind of change it is.</param>
/// <param name="Line">The line of the change, from one.</param>
/// <param name="What">The change, for people.</param>
/// <param name="Text">The changed file.</param>
internal sealed record Mutant(SourceProgram Program, MutationKind Kind, int Line, string What, string Text)
{
    /// <summary>Names the content: the changed file, its entry point, and the version of ML.NET that runs it.</summary>
    public string Hash { get; } = HashOf(Text + "\0" + Program.EntryPoint);

    public override string ToString() => $"{Program.Name}.cs({Line}): {Kind}: {What}";

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Build.MlNetVersion + "\0" + text)))[..16];
}
