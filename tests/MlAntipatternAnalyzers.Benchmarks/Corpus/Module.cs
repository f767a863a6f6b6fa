using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Benchmarks.Corpus;

/// <summary>One source file.</summary>
internal sealed record SourceFile(string Path, string Text);

/// <summary>A few files that belong together, and the faults that were put into them on purpose.</summary>
/// <param name="Files">The files.</param>
/// <param name="Planted">The rule of each fault; a rule that is here twice is to be found twice.</param>
internal sealed record Module(IReadOnlyList<SourceFile> Files, IReadOnlyList<string> Planted);
