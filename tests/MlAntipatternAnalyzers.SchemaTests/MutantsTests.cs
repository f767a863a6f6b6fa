using System;
using System.Linq;
using MlAntipatternAnalyzers.SchemaTests.Mutation;

namespace MlAntipatternAnalyzers.SchemaTests;

/// <summary>The mutators make enough of every kind, and always the same.</summary>
public sealed class MutantsTests
{
    [Fact]
    public void There_are_enough_mutants() => Assert.InRange(MutationRun.Mutants.Length, 1000, 2500);

    [Fact]
    public void There_are_mutants_of_every_kind()
    {
        foreach (var kind in Enum.GetValues<MutationKind>())
            Assert.True(MutationRun.Mutants.Count(mutant => mutant.Kind == kind) >= 20, kind.ToString());
    }

    [Fact]
    public void Every_program_has_mutants() =>
        Assert.Empty(SourceProgram.All.Select(program => program.Name).Except(MutationRun.Mutants.Where(mutant => mutant.Kind == MutationKind.UnknownName).Select(mutant => mutant.Program.Name)));

    [Fact]
    public void The_mutants_are_always_the_same()
    {
        var program = SourceProgram.All[0];
        var again = new SourceProgram(program.Name, program.Text);
        Assert.Equal(Mutants.Of(program).Select(mutant => mutant.Hash), Mutants.Of(again).Select(mutant => mutant.Hash));
    }
}
