using System;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Tool.Projects;

/// <summary>A project, ready to be analysed.</summary>
/// <param name="Name">As messages call it.</param>
/// <param name="IsLoose">Its references are known to be incomplete, so that errors of the compiler are no failure.</param>
/// <param name="Owns">Whether a file is one that the user asked about; a referenced project's sources may lie elsewhere.</param>
internal sealed record OpenedProject(Project Project, string Name, bool IsLoose, Func<string, bool> Owns);
