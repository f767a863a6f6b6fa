using System;
using System.Collections.Generic;
using System.Linq;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tests.Contracts;

/// <summary>What holds of any contract: made at random, and damaged at random.</summary>
public class ContractDamageTests
{
    private const int Cases = 400;

    private static readonly string[] Names = ["a", "b", "c d", "?", "\"", "Größe", "step"];

    private static readonly string[] Types = ["Single", "Text", "?", "Vector<Single, 3>", "Vector<Single, ?>", "Vector<Text>", "Key<UInt32>", "Key<UInt32, 7>"];

    private static readonly string[] Values = ["1", "2.5", "true", "?", "\"x y\"", "[1, ?]", "Binary"];

    [Fact]
    public void ADamagedContractIsReadOrSaysWhereItIsWrong()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var text = Damaged(ContractWriter.Write(Any(random)), random);

            var reading = ContractReader.Read(text);

            var lines = text.Split('\n');
            Assert.True(reading.Contract is null == reading.Errors.Any(), text);
            Assert.All(reading.Errors, error => Assert.True(error.Line >= 1 && error.Line <= lines.Length && error.Column >= 1 && error.Column <= lines[error.Line - 1].Length + 1, $"{error}\n{text}"));
            if (reading.Contract is { } contract)
                Assert.Equal(ContractWriter.Write(contract), ContractWriter.Write(ContractReader.Read(ContractWriter.Write(contract)).Contract!));
        }
    }

    [Fact]
    public void AFileThatIsUpdatedAgreesWithTheCodeAndKeepsItsComments()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var newLine = random.Next(2) == 0 ? "\n" : "\r\n";
            var lines = ContractWriter.Write(Any(random)).TrimEnd('\n').Split('\n').SelectMany(line => random.Next(4) == 0 ? [$"# {random.Next()}", line] : new[] { line });
            var file = string.Join(newLine, lines) + (random.Next(2) == 0 ? newLine : "");
            var code = Any(random);

            var updated = ContractUpdate.Apply(file, code);

            Assert.Equal(Comments(file), Comments(updated));
            Assert.Equal(newLine == "\n" ? 0 : updated.Count(character => character == '\n'), updated.Count(character => character == '\r'));
            var read = ContractReader.Read(updated);
            Assert.True(read.Contract is not null, $"{seed}: {string.Join("; ", read.Errors)}\n{file}\n---\n{updated}");
            Assert.True(ContractComparer.Compare(read.Contract!, code).Count == 0, $"{seed}: {string.Join("; ", ContractComparer.Compare(read.Contract!, code))}\n{file}\n---\n{updated}\n---\n{ContractWriter.Write(code)}");
        }
    }

    [Fact]
    public void AContractAgreesWithItselfAndWithOneThatKnowsNothing()
    {
        var nothing = ContractReader.Read("mlcontract 1\nraw ?\ncompute ?\nstep ?\nlabel ?\nfeature ?\noutput ?").Contract!;
        for (var seed = 0; seed < Cases; seed++)
        {
            var contract = Any(new Random(seed));

            Assert.Empty(ContractComparer.Compare(contract, contract));
            Assert.Empty(ContractComparer.Compare(contract, nothing));
            Assert.Empty(ContractComparer.Compare(nothing, contract));
        }
    }

    private static IEnumerable<string> Comments(string text) => ContractReader.LinesOf(text).Where(line => line.StartsWith('#'));

    private static string Damaged(string text, Random random)
    {
        for (var i = random.Next(4); i >= 0; i--)
        {
            var at = random.Next(text.Length);
            var count = Math.Min(random.Next(6), text.Length - at);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, count),
                1 => text.Insert(at, "\"?#=,()<>\\\t x\n"[random.Next(14)].ToString()),
                _ => text.Insert(random.Next(text.Length), text.Substring(at, count)),
            };
            if (text.Length == 0)
                return "\n";
        }

        return text;
    }

    private static Contract Any(Random random)
    {
        var facts = new List<ContractFact>();
        foreach (var kind in new[] { ContractFactKind.Raw, ContractFactKind.Output })
        {
            facts.AddRange(Some(Names).Select(name => new ColumnFact(kind, name, ContractType.TryParse(One(Types))!)));
            if (random.Next(4) == 0)
                facts.Add(ColumnFact.Open(kind));
        }

        foreach (var kind in new[] { ContractFactKind.Label, ContractFactKind.Feature })
        {
            facts.AddRange(Some(Names).Select(name => new NameFact(kind, name)));
            if (random.Next(4) == 0)
                facts.Add(NameFact.Open(kind));
        }

        facts.AddRange(Some(Names).Select(name => new ComputeFact(name, "a / " + name, random.NextInt64().ToString("x16"))));
        for (var i = random.Next(6); i > 0; i--)
        {
            facts.Add(new StepFact(
                One(["A", "B", "Regression.C"]),
                Some(Names).Select(name => new StepInput(random.Next(9) == 0 ? null : name, random.Next(4) == 0 ? "label" : null)),
                Some(Names).Take(2).Select(name => random.Next(9) == 0 ? null : name),
                Some(["x", "y"]).Select(name => new StepParameter(name, One(Values))),
                random.Next(5) == 0));
        }

        return new Contract(facts);

        string One(string[] from) => from[random.Next(from.Length)];
        IEnumerable<string> Some(string[] from) => from.Where(_ => random.Next(3) == 0).ToList();
    }
}
