using System.Collections.Generic;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What a file has to do with.</summary>
internal sealed class FileFlows
{
    public FileFlows(Flows own, IReadOnlyList<Flows> naming)
    {
        Own = own;
        Naming = naming;
    }

    /// <summary>The flows that pass through it.</summary>
    public Flows Own { get; }

    /// <summary>The flows through other files that name its classes, and may have rows of these.</summary>
    public IReadOnlyList<Flows> Naming { get; }
}
