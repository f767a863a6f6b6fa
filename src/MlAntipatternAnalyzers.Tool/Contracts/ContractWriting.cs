using System.Collections.Generic;
using System.IO;
using System.Text;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Contracts;

/// <summary>What became of a contract's file.</summary>
internal enum ContractOutcome
{
    Created,

    /// <summary>It says what the code does.</summary>
    UpToDate,

    /// <summary>It differs and is left as it is: nobody asked to write over it.</summary>
    Differs,

    Updated,

    /// <summary>It could not be read as a contract, and is written anew.</summary>
    Replaced,
}

/// <summary>A contract's file that was asked to say what the code does.</summary>
/// <param name="Path">As it is shown.</param>
/// <param name="Differences">What the file says otherwise than the code; before it was updated.</param>
/// <param name="Text">What is to be written; null where the file stays.</param>
internal sealed record ContractWriting(string Path, ContractOutcome Outcome, IReadOnlyList<ContractDifference> Differences, string? Text)
{
    /// <summary>Plans to write a file that is not there; of one that is there and differs, only with <paramref name="force"/> the lines that differ.</summary>
    /// <exception cref="CannotEvaluateException">What is there cannot be read as a contract, and is not to be written over.</exception>
    public static ContractWriting Plan(string path, Contract contract, bool force)
    {
        if (!File.Exists(path))
            return new(path, ContractOutcome.Created, [], ContractWriter.Write(contract));

        var file = ContractFile.Load(path);
        if (file.IsOfTheFuture)
            throw new CannotEvaluateException(file.WhatIsWrong);
        if (file.Reading.Contract is not { } committed)
        {
            return force
                ? new(path, ContractOutcome.Replaced, [], ContractWriter.Write(contract))
                : throw new CannotEvaluateException($"{file.WhatIsWrong} Correct it, or write it anew with --force: its comments are lost then.");
        }

        var differences = ContractComparer.Compare(committed, contract);
        if (differences.Count == 0)
            return new(path, ContractOutcome.UpToDate, differences, null);
        return force
            ? new(path, ContractOutcome.Updated, differences, ContractUpdate.Apply(file.Text, contract))
            : new(path, ContractOutcome.Differs, differences, null);
    }

    public void Apply()
    {
        if (Text is not null)
            AtomicFile.Write(Path, Encoding.UTF8.GetBytes(Text));
    }
}
