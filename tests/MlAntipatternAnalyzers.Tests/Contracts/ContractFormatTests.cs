using System;
using System.Diagnostics;
using System.Linq;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tests.Contracts;

public class ContractFormatTests
{
    private const string House = """
        mlcontract 1

        raw Price Single
        raw "Rooms (all)" Vector<Single, 4>
        raw Tags Vector<Text>
        raw Zone Key<UInt32, 12>

        compute "Price per room" = Price / Count("#", Rooms) #0123456789abcdef

        step OneHotEncoding(Zone, Tags) -> "Zone key", TagKeys outputKind=Indicator maximumNumberOfKeys=?
        step ?
        step Regression.Sdca(Features, label: Price, weight: Weight) l2Regularization=0.1 names=["a b", 1, ?] ?

        label Price

        feature "Rooms (all)"
        feature ?

        output Score Single
        """;

    [Fact]
    public void WhatIsReadIsWrittenTheSame()
    {
        var contract = Read(House);

        var text = ContractWriter.Write(contract);

        // Parameters have an order of their own.
        Assert.Equal(House.ReplaceLineEndings("\n").Replace("outputKind=Indicator maximumNumberOfKeys=?", "maximumNumberOfKeys=? outputKind=Indicator") + "\n", text);
        Assert.Equal(text, ContractWriter.Write(Read(text)));
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r", "")]
    [InlineData("\r\n", "\ufeff")]
    public void LineEndsAndByteOrderMarksMakeNoDifference(string newLine, string mark)
    {
        var contract = Read(mark + House.ReplaceLineEndings(newLine));

        Assert.Equal(ContractWriter.Write(Read(House)), ContractWriter.Write(contract));
        Assert.Equal(Read(House).Facts.Select(fact => fact.Line), contract.Facts.Select(fact => fact.Line));
    }

    [Fact]
    public void FactsHaveOneOrderWhateverTheOrderOfTheirLines()
    {
        var contract = Read("mlcontract 1\noutput Score Single\nstep B()\nfeature b\nraw b Single\nfeature a\nstep A()\nraw a Single");

        Assert.Equal(
            "mlcontract 1\n\nraw a Single\nraw b Single\n\nstep B()\nstep A()\n\nfeature a\nfeature b\n\noutput Score Single\n",
            ContractWriter.Write(contract));
    }

    [Fact]
    public void CommentsAndEmptyLinesAreOfNoAccount()
    {
        var contract = Read("# What the shop's model promises.\n\n  mlcontract 1  \n\t# raw No Single\n  raw a Single\n\n");

        Assert.Equal("raw a Single", Assert.Single(contract.Facts).ToString());
        Assert.Equal(5, contract.Facts[0].Line);
    }

    [Theory]
    [InlineData("", 1, 1, "expected 'mlcontract 1', found the end of the file")]
    [InlineData("# nothing else", 1, 1, "expected 'mlcontract 1', found the end of the file")]
    [InlineData("{ \"format\": 1 }", 1, 1, "expected 'mlcontract 1', found '{ \"format\": 1 }'")]
    [InlineData("mlcontract", 1, 11, "expected the version of the format, which is 1, found the end of the line")]
    [InlineData("mlcontract one", 1, 12, "expected the version of the format, which is 1, found 'one'")]
    [InlineData("mlcontract 0", 1, 12, "expected the version of the format, which is 1, found '0'")]
    [InlineData("mlcontract 2", 1, 12, "this is version 2 of the format, and the newest that is known here is 1; update the MlAntipatternAnalyzers packages")]
    [InlineData("mlcontract 1 draft", 1, 14, "expected the end of the line (a comment has a line of its own), found 'draft'")]
    [InlineData("mlcontract 1\n  ouput Score Single", 2, 3, "expected raw, compute, step, label, feature or output, found 'ouput Score Single'")]
    [InlineData("mlcontract 1\n<<<<<<< mine", 2, 1, "expected raw, compute, step, label, feature or output, found '<<<<<<< mine'")]
    [InlineData("mlcontract 1\nraw", 2, 4, "expected the name of a column (in \"quotes\" where it is more than letters, digits, '_', '.' and '-'), found the end of the line")]
    [InlineData("mlcontract 1\nraw Size", 2, 9, "expected a type such as Single, Text, Boolean, Key<UInt32, 10>, Vector<Single, 4>, Vector<Single> (its size varies), or ? (not known), found the end of the line")]
    [InlineData("mlcontract 1\nraw Size float", 2, 10, "expected a type such as Single, Text, Boolean, Key<UInt32, 10>, Vector<Single, 4>, Vector<Single> (its size varies), or ? (not known), found 'float'")]
    [InlineData("mlcontract 1\nraw Size Vector<Single, 0>", 2, 10, "expected a type such as Single, Text, Boolean, Key<UInt32, 10>, Vector<Single, 4>, Vector<Single> (its size varies), or ? (not known), found 'Vector<Single, 0>'")]
    [InlineData("mlcontract 1\nraw \"Size Single", 2, 5, "expected a closing quote, found the end of the line")]
    [InlineData("mlcontract 1\nraw \"a\\n\" Single", 2, 7, "expected \\\", \\\\ or \\u and four hexadecimal digits, found '\\n\" Single'")]
    [InlineData("mlcontract 1\nraw \"\" Single", 2, 5, "expected the name of a column (in \"quotes\" where it is more than letters, digits, '_', '.' and '-'), found '\"\" Single'")]
    [InlineData("mlcontract 1\nraw a$ Single", 2, 6, "expected a space after the name, found '$ Single'")]
    [InlineData("mlcontract 1\nlabel Price # in euros", 2, 13, "expected the end of the line (a comment has a line of its own), found '# in euros'")]
    [InlineData("mlcontract 1\ncompute A Price / 2", 2, 11, "expected '=', found 'Price / 2'")]
    [InlineData("mlcontract 1\ncompute A = Price / 2", 2, 13, "expected a computation that ends in '#' and 16 hexadecimal digits, its hash, found 'Price / 2'")]
    [InlineData("mlcontract 1\ncompute A = Price / 2 #12xy", 2, 23, "expected a computation that ends in '#' and 16 hexadecimal digits, its hash, found '#12xy'")]
    [InlineData("mlcontract 1\nstep", 2, 5, "expected the name of an operator, such as NormalizeMinMax, found the end of the line")]
    [InlineData("mlcontract 1\nstep Concatenate Size", 2, 18, "expected '(' and the columns that the step reads, found 'Size'")]
    [InlineData("mlcontract 1\nstep Concatenate(Size Rooms)", 2, 23, "expected ',' or ')', found 'Rooms)'")]
    [InlineData("mlcontract 1\nstep Concatenate(Size,)", 2, 23, "expected the name of a column, or ')', found ')'")]
    [InlineData("mlcontract 1\nstep Concatenate(Size) -> ", 2, 27, "expected the name of a column (in \"quotes\" where it is more than letters, digits, '_', '.' and '-'), found the end of the line")]
    [InlineData("mlcontract 1\nstep A() ? fixZero=1", 2, 12, "expected the end of the line (a comment has a line of its own), found 'fixZero=1'")]
    [InlineData("mlcontract 1\nstep A() fixZero", 2, 17, "expected '=' after 'fixZero', found the end of the line")]
    [InlineData("mlcontract 1\nstep A() fixZero=", 2, 18, "expected a value: a number, true, null, a name, a \"text\", [a, list], or ? (not known), found the end of the line")]
    [InlineData("mlcontract 1\nstep A() fixZero=a$", 2, 19, "expected a space after the value of 'fixZero', found '$'")]
    [InlineData("mlcontract 1\nstep A() a=1 a=2", 2, 14, "expected each parameter once, found 'a' twice")]
    [InlineData("mlcontract 1\nstep A() a=[1, [2]]", 2, 16, "expected a value, found '[2]]'")]
    [InlineData("mlcontract 1\nraw a Single\nraw b Single\n raw a Double", 4, 2, "expected one line that begins with 'raw a', found a second; the first is line 2")]
    [InlineData("mlcontract 1\nfeature ?\nfeature ?", 3, 1, "expected one line that begins with 'feature ?', found a second; the first is line 2")]
    public void AMalformedLineSaysWhereAndWhatWasExpected(string text, int line, int column, string message)
    {
        var reading = ContractReader.Read(text);

        Assert.Null(reading.Contract);
        Assert.Equal($"line {line}, column {column}: {message}", Assert.Single(reading.Errors).ToString());
    }

    [Fact]
    public void EachMalformedLineIsAnErrorOfItsOwn()
    {
        var reading = ContractReader.Read("mlcontract 1\nraw a\nraw b Single\nrow c Single\n");

        Assert.Equal(new[] { 2, 4 }, reading.Errors.Select(error => error.Line));
    }

    [Theory]
    [InlineData("?")]
    [InlineData("a b")]
    [InlineData("1st")]
    [InlineData("#a")]
    [InlineData("say \"so\" \\ no")]
    [InlineData("tab\tline\nend\u2028")]
    [InlineData("Größe")]
    [InlineData("raw")]
    [InlineData("a,b) -> c")]
    public void AnyNameIsReadAsItWasWritten(string name)
    {
        var facts = new ContractFact[]
        {
            new ColumnFact(ContractFactKind.Raw, name, ContractType.TryParse("Single")!),
            new ComputeFact(name, "a\nb # c", "0123456789abcdef"),
            new StepFact("Sdca", new[] { new StepInput(name), new StepInput(name, "label") }, new[] { name }, new[] { new StepParameter("text", ContractText.Quote(name)) }),
            new NameFact(ContractFactKind.Label, name),
        };

        var read = Read(ContractWriter.Write(new Contract(facts)));

        Assert.Equal(facts.Select(fact => fact.ToString()), read.Facts.Select(fact => fact.ToString()));
        Assert.All(read.Facts, fact => Assert.False(fact.IsOpen));
        Assert.Equal(name, read.Raw.Single().Name);
        Assert.Equal(name, read.Steps.Single().Inputs[1].Column);
        Assert.Equal("label", read.Steps.Single().Inputs[1].Role);
    }

    [Fact]
    public void VeryLongLinesAreReadInOneGo()
    {
        var names = Enumerable.Range(0, 50_000).Select(i => "Column" + i).ToList();
        var text = "mlcontract 1\nstep Concatenate(" + string.Join(", ", names) + ") -> Features\nraw \"" + new string('x', 1_000_000) + "\" Single\nraw " + new string('(', 1_000_000);
        var watch = Stopwatch.StartNew();

        var reading = ContractReader.Read(text);

        Assert.Equal("line 4, column 5: expected the name of a column (in \"quotes\" where it is more than letters, digits, '_', '.' and '-'), found '" + new string('(', 30) + "…'", Assert.Single(reading.Errors).ToString());
        Assert.Equal(names, Read(text[..text.LastIndexOf('\n')]).Steps.Single().Inputs.Select(input => input.Column!));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), watch.Elapsed.ToString());
    }

    [Theory]
    [InlineData("House.mlcontract", "House")]
    [InlineData("/a/b.c/House.Prices.MLCONTRACT", "House.Prices")]
    [InlineData("..\\Shared\\House.mlcontract", "House")]
    public void AContractHasTheNameOfItsFile(string path, string name) => Assert.Equal(name, Contract.NameOf(path));

    private static Contract Read(string text)
    {
        var reading = ContractReader.Read(text);
        Assert.Empty(reading.Errors.Select(error => error.ToString()));
        return reading.Contract!;
    }
}
