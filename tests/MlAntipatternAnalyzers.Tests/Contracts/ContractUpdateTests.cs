using System.Linq;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tests.Contracts;

public class ContractUpdateTests
{
    private const string File = """
        # Of the shop.
        mlcontract 1
        # What it is given:
          raw b   Single
        raw d ?

        step A(a) x=1
        # The trainer.
        step C(c)

        output Score Single
        """;

    [Fact]
    public void NothingChangesWhereNothingDiffers() => Check("raw b Single\nraw d Text\nstep A(a) x=1\nstep C(c)\noutput Score Single", File);

    [Fact]
    public void ALineChangesInItsPlaceAndKeepsItsIndent() =>
        Check("raw b Double\nraw d ?\nstep A(a) x=?  y=2\nstep C(c)\noutput Score Single", File.Replace("raw b   Single", "raw b Double").Replace("x=1", "x=1 y=2"));

    [Fact]
    public void WhatTheCodeDoesNotTellStaysInAChangedLine() =>
        Check("raw b Single\nraw d Text\nstep A(a) -> b ?\nstep C(c)\noutput Score Single", File.Replace("step A(a) x=1", "step A(a) -> b x=1 ?"));

    [Fact]
    public void WhatIsGoneLosesItsLineAndNothingElse() =>
        Check("raw b Single\nraw d Text\nstep A(a) x=1\nstep C(c)", File.Replace("\noutput Score Single", "\n"));

    [Fact]
    public void NewFactsGoWhereTheOrderHasThem() =>
        Check(
            "raw a Single\nraw b Single\nraw c Single\nraw d Text\nstep Z()\nstep A(a) x=1\nstep B()\nstep C(c)\nstep D()\nlabel e\noutput Score Single",
            File.Replace("  raw b   Single\n", "raw a Single\n  raw b   Single\nraw c Single\n")
                .Replace("step A(a) x=1\n", "step Z()\nstep A(a) x=1\nstep B()\n")
                .Replace("step C(c)\n", "step C(c)\nstep D()\n\nlabel e\n"));

    [Fact]
    public void AFileWithoutFactsGetsThemBehindItsHeader() =>
        Check("raw a Single\nlabel a", "# Of the shop.\nmlcontract 1\n\nraw a Single\n\nlabel a\n", "# Of the shop.\nmlcontract 1");

    private static void Check(string found, string expected, string file = File)
    {
        foreach (var newLine in new[] { "\n", "\r\n" })
        {
            var text = file.ReplaceLineEndings(newLine);
            var code = ContractReader.Read("mlcontract 1\n" + found).Contract!;

            var updated = ContractUpdate.Apply(text, ContractComparer.Compare(ContractReader.Read(text).Contract!, code));

            Assert.Equal(expected.ReplaceLineEndings(newLine), updated);
            Assert.Empty(ContractComparer.Compare(ContractReader.Read(updated).Contract!, code).Select(difference => difference.ToString()));
        }
    }
}
