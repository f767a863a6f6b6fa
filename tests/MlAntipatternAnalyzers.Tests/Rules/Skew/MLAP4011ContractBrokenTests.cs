using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.Skew.MLAP4011ContractBrokenAnalyzer>;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.Skew.MLAP4011ContractBrokenAnalyzer, MlAntipatternAnalyzers.CodeFixes.Skew.MLAP4011ContractBrokenCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4011ContractBrokenTests
{
    private const string Contract = """
        mlcontract 1
        # What the ride office gives the model:

        raw Distance Single
        raw Fare Single
        raw Vendor Text

        step OneHotEncoding(Vendor) -> VendorKey
        step NormalizeMinMax(Distance) -> Distance fixZero=false
        step Concatenate(VendorKey, Distance) -> Features
        step Regression.Sdca(Features, label: Fare) ?

        label Fare

        feature Distance
        feature Vendor

        output Score Single

        """;

    private const string Usings = """
        using System;
        using Microsoft.ML;
        using Microsoft.ML.Data;

        """;

    private const string Attribute = """

        [AttributeUsage(AttributeTargets.All)]
        public sealed class FeatureContractAttribute : Attribute
        {
            public FeatureContractAttribute(string name) { }
        }
        """;

    private const string Ride = """

        public class Ride
        {
            [LoadColumn(0)] public string Vendor { get; set; }
            [LoadColumn(1)] public float Distance { get; set; } // in kilometres
            [LoadColumn(2)] public float Fare { get; set; }
        }
        """;

    private const string Training = Usings + """
        public static class Job
        {
            public static void Main()
            {
                var mlContext = new MLContext(seed: 1);
                var rides = mlContext.Data.LoadFromTextFile<Ride>("rides.csv");
                var model = mlContext.Transforms.Categorical.OneHotEncoding("VendorKey", "Vendor")
                    .Append(mlContext.Transforms.NormalizeMinMax("Distance", fixZero: false))
                    .Append(mlContext.Transforms.Concatenate("Features", "VendorKey", "Distance"))
                    .Append(mlContext.Regression.Trainers.Sdca("Fare"))
                    .Fit(rides);
                mlContext.Model.Save(model, rides.Schema, "model.zip");
            }
        }

        """ + Ride;

    private const string Serving = Usings + """
        public static class Office
        {
            public static float Quote(string vendor, float distance)
            {
                var mlContext = new MLContext();
                var model = mlContext.Model.Load("model.zip", out _);
                var engine = mlContext.Model.CreatePredictionEngine<Trip, Quoted>(model);
                return engine.Predict(new Trip { Vendor = vendor, Distance = distance }).Score;
            }
        }

        public class Trip
        {
            public string Vendor { get; set; }
            public float Distance { get; set; }
        }

        public class Quoted
        {
            public float Score { get; set; }
        }
        """;

    [Fact]
    public Task TheCodeThatTheContractDescribesIsSilent() => Verify.Program(Training, With("Rides", Contract));

    [Fact]
    public Task WithoutAContractNothingIsSaid() => Verify.Program(Training.Replace("\"Vendor\")", "\"Fare\")"));

    [Fact]
    public Task AStepThatDiffersIsReportedAtTheStep() =>
        Verify.Program(Mark(Training, "fixZero: false", "fixZero: true").Replace("NormalizeMinMax(\"", "[|NormalizeMinMax|](\""), With("Rides", Contract, "Feature contract 'Rides.mlcontract': the step NormalizeMinMax has no fixZero and not fixZero=false, as in the contract (line 9); serving relies on the contract: if the code is right, update it, in a change that is reviewed"));

    [Fact]
    public Task AStepThatTheContractDoesNotHaveIsReported() =>
        Verify.Program(Mark(Training, ".Append(mlContext.Transforms.Concatenate", ".Append(mlContext.Transforms.[|ReplaceMissingValues|](\"Distance\")).Append(mlContext.Transforms.Concatenate"), With("Rides", Contract));

    [Fact]
    public Task AStepThatIsMissingIsReportedAtTheOneThatStandsThere() =>
        Verify.Program(
            Mark(Training, "            .Append(mlContext.Transforms.NormalizeMinMax(\"Distance\", fixZero: false))\n", "").Replace("Transforms.Concatenate(", "Transforms.[|Concatenate|]("),
            With("Rides", Contract, "Feature contract 'Rides.mlcontract': the contract has the step 'NormalizeMinMax(Distance) -> Distance fixZero=false', which is missing here (line 9); serving relies on the contract: if the code is right, update it, in a change that is reviewed"));

    [Fact]
    public Task ARowClassThatChangedIsReportedAtItsMember() =>
        Verify.Program(
            Training.Replace("public float Fare { get; set; }", "public double [|Fare|] { get; set; } [LoadColumn(3)] public float [|Tip|] { get; set; }"),
            With(
                "Rides",
                Contract,
                "Feature contract 'Rides.mlcontract': the raw column 'Fare' is Double; in the contract it is Single (line 5); serving relies on the contract: if the code is right, update it, in a change that is reviewed",
                "Feature contract 'Rides.mlcontract': here is the raw column 'Tip' (Single), which the contract does not have; serving relies on the contract: if the code is right, update it, in a change that is reviewed"));

    [Fact]
    public Task AColumnThatIsGoneIsReportedAtTheRowClass() =>
        Verify.Program(Training.Replace("class Ride\n", "class [|Ride|]\n"), With("Rides", Contract.Replace("raw Vendor", "raw Tip Single\nraw Vendor")));

    [Fact]
    public Task FeaturesAndLabelAreReportedAtTheTrainer() =>
        Verify.Program(
            Training.Replace("Trainers.Sdca", "Trainers.[|Sdca|]"),
            With(
                "Rides",
                Contract.Replace("label Fare\n", "label Tip\n").Replace("feature Vendor", "feature Weather"),
                "Feature contract 'Rides.mlcontract': here is 'Fare' as the label, which the contract does not have; the contract has 'Tip' as the label, which is missing here (line 13); here is 'Vendor' among the features, which the contract does not have; and 1 more; serving relies on the contract: if the code is right, update it, in a change that is reviewed"));

    [Fact]
    public async Task TheLineOfTheFileIsAnAdditionalLocation()
    {
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Test0.cs", Training)], With("Rides", Contract.Replace("feature Vendor", "feature Weather")));

        var finding = Assert.Single(await TestProject.FindingsAsync(project, [new MLAP4011ContractBrokenAnalyzer()]));

        var line = Assert.Single(finding.AdditionalLocations).GetLineSpan();
        Assert.Equal(("/0/Rides.mlcontract", 15), (line.Path, line.StartLinePosition.Line));
    }

    [Theory]
    [InlineData("raw Vendor Txt", 6, 12, "line 6, column 12: expected a type such as Single, Text, Boolean, Key<UInt32, 10>, Vector<Single, 4>, Vector<Single> (its size varies), or ? (not known), found 'Txt'")]
    [InlineData("<<<<<<< HEAD", 6, 1, "line 6, column 1: expected raw, compute, step, label, feature or output, found '<<<<<<< HEAD'")]
    public async Task AMalformedContractIsReportedAtItsLineAndComparedWithNothing(string line, int number, int column, string message)
    {
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Test0.cs", Training.Replace("fixZero: false", "fixZero: true"))], With("Rides", Contract.Replace("raw Vendor Text", line)));

        var finding = Assert.Single(await TestProject.FindingsAsync(project, [new MLAP4011ContractBrokenAnalyzer()]));

        var place = finding.Location.GetLineSpan();
        Assert.Equal(("/0/Rides.mlcontract", number, column), (place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1));
        Assert.Equal($"Feature contract 'Rides.mlcontract': {message}; until that is mended, nothing is compared with it", finding.GetMessage());
    }

    [Fact]
    public Task ServingClassesThatFitAreSilent() => Verify.Program(Serving, With("Rides", Contract));

    [Fact]
    public Task ARowClassWithoutAFeatureIsReported() =>
        Verify.Program(
            Mark(Mark(Serving, "    public float Distance { get; set; }\n", ""), ", Distance = distance", "").Replace("class Trip\n", "class [|Trip|]\n"),
            With("Rides", Contract, "Feature contract 'Rides.mlcontract': the contract has the raw column 'Distance' (Single), which is missing here (line 4); the model was trained as the contract says, and answers wrongly, or not at all, to what differs"));

    [Fact]
    public Task AFeatureOfAnotherTypeIsReportedAtItsMember() =>
        Verify.Program(
            Mark(Serving, "public float Distance", "public double [|Distance|]"),
            With("Rides", Contract, "Feature contract 'Rides.mlcontract': the raw column 'Distance' is Double; in the contract it is Single (line 4); the model was trained as the contract says, and answers wrongly, or not at all, to what differs"));

    [Fact]
    public Task ALabelThatServingLacksIsNoFeature() => Verify.Program(Serving, With("Rides", Contract.Replace("raw Fare Single", "raw Fare Double")));

    [Fact]
    public Task AColumnNameCounts() =>
        Verify.Program(Mark(Serving, "public float Distance", "[ColumnName(\"Distance\")] public float Kilometres").Replace("Distance = distance", "Kilometres = distance"), With("Rides", Contract));

    [Fact]
    public Task AnAnswerThatTheModelDoesNotGiveIsReported() =>
        Verify.Program(
            Mark(Serving, "public float Score { get; set; }", "public float Score { get; set; } public float [|Probability|] { get; set; } public float[] Features { get; set; } public string Vendor { get; set; }"),
            With("Rides", Contract, "Feature contract 'Rides.mlcontract': here is the output 'Probability' (Single), which the contract does not have; the model was trained as the contract says, and answers wrongly, or not at all, to what differs"));

    [Fact]
    public Task AnAnswerOfAnotherTypeIsReported() => Verify.Program(Mark(Serving, "public float Score", "public double [|Score|]").Replace("float Quote", "double Quote"), With("Rides", Contract));

    [Fact]
    public Task WhatTheContractLeavesOpenIsNotMissed() =>
        Verify.Program(Mark(Serving, "public float Score { get; set; }", "public float Score { get; set; } public float Probability { get; set; }"), With("Rides", Contract.Replace("step Concatenate", "step ?\nstep Concatenate")));

    [Fact]
    public Task APoolIsAskedLikeAnEngine() =>
        Verify.Program(
            Usings + """
            using Microsoft.Extensions.ML;

            public class Office
            {
                private readonly PredictionEnginePool<Trip, Quoted> pool;

                public Office(PredictionEnginePool<Trip, Quoted> pool) => this.pool = pool;

                public float Quote(string vendor) => pool.Predict(new Trip { Vendor = vendor }).Score;
            }

            public class [|Trip|]
            {
                public string Vendor { get; set; }
            }

            public class Quoted
            {
                public float Score { get; set; }
            }
            """,
            With("Rides", Contract) with { With = Testing.With.Stubs | Testing.With.AspNetCore });

    [Fact]
    public Task ARowClassInAFileOfItsOwnIsReportedThere() =>
        Verify.Program(
            Mark(Serving, "public class Trip\n{\n    public string Vendor { get; set; }\n    public float Distance { get; set; }\n}\n", ""),
            With("Rides", Contract) with { Sources = [("/0/Trip.cs", "public class Trip\n{\n    public string Vendor { get; set; }\n    public double [|Distance|] { get; set; }\n}\n")] });

    [Fact]
    public Task TwoModelsShareNoContractUnlessItIsSaidWhoseItIs() =>
        Verify.Program(
            Mark(Serving, "return engine.", "mlContext.Model.CreatePredictionEngine<Other, Quoted>(mlContext.Model.Load(\"other.zip\", out _)); return engine.") + "\npublic class Other { public float X { get; set; } }",
            With("Rides", Contract));

    [Fact]
    public Task TheFilesNameSaysWhoseContractItIs() =>
        Verify.Program(
            Mark(Serving, "return engine.", "mlContext.Model.CreatePredictionEngine<Other, Quoted>(mlContext.Model.Load(\"models/Other.zip\", out _)); return engine.") + "\npublic class [|Other|] { public float X { get; set; } }",
            With("other", Contract));

    [Fact]
    public Task AnAttributeSaysWhoseContractItIs() =>
        Verify.Program(
            Mark(Serving, "return engine.", "mlContext.Model.CreatePredictionEngine<Other, Quoted>(mlContext.Model.Load(\"other.zip\", out _)); return engine.") + "\n[FeatureContract(\"Rides\")] public class [|Other|] { public float X { get; set; } }" + Attribute,
            With("Rides", Contract));

    [Fact]
    public Task AContractThatIsNotThereIsReported() =>
        Verify.Program(
            Mark(Serving, "public class Trip", "[FeatureContract(\"Ridse\")] public class Trip").Replace("Model.CreatePredictionEngine<Trip, Quoted>", "Model.[|CreatePredictionEngine<Trip, Quoted>|]") + Attribute,
            With("Rides", Contract, "Feature contract 'Ridse.mlcontract': there is no such file among the project's AdditionalFiles; add it, or correct the name"));

    [Fact]
    public Task WithoutMlNetItIsSilent() => Verify.Program(Training, With("Rides", "nonsense") with { With = Testing.With.NoMlNet });

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task TheFixTakesTheCodeOverAndKeepsCommentsAndLineEnds(string newLine)
    {
        var code = Training.Replace("fixZero: false", "fixZero: true").Replace("public float Fare { get; set; }", "public double Fare { get; set; } [LoadColumn(3)] public float Tip { get; set; }");
        var before = Contract.ReplaceLineEndings(newLine);
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Test0.cs", code)], new Setup());
        var id = DocumentId.CreateNewId(project.Id);
        project = project.Solution.AddAdditionalDocument(id, "Rides.mlcontract", before, filePath: "/0/Rides.mlcontract").GetProject(project.Id)!;

        var after = await FixRunner.FixAllAsync(project, new MLAP4011ContractBrokenAnalyzer(), new MLAP4011ContractBrokenCodeFix(), MLAP4011ContractBrokenCodeFix.UpdateKey);

        Assert.Equal(
            Contract.Replace(" fixZero=false", "").Replace("raw Fare Single", "raw Fare Double\nraw Tip Single").ReplaceLineEndings(newLine),
            (await after.GetAdditionalDocument(id)!.GetTextAsync()).ToString());
        Assert.Empty(await TestProject.FindingsAsync(after, [new MLAP4011ContractBrokenAnalyzer()]));
    }

    [Fact]
    public Task TheFixAddsTheColumnsThatARowClassLacks() =>
        VerifyFix.Program(
            Mark(Mark(Serving, "    public string Vendor { get; set; }\n    public float Distance { get; set; }\n", "    // who drives\n    public int Id { get; set; } // of the request\n"), "Vendor = vendor, Distance = distance", "").Replace("class Trip\n", "class [|Trip|]\n"),
            Mark(Mark(Serving, "    public string Vendor { get; set; }\n    public float Distance { get; set; }\n", "    // who drives\n    public int Id { get; set; } // of the request\n    public float Distance { get; set; }\n    public string Vendor { get; set; }\n"), "Vendor = vendor, Distance = distance", ""),
            With("Rides", Contract) with { Action = MLAP4011ContractBrokenCodeFix.AddKey });

    [Fact]
    public Task TheFixGivesAMemberTheContractsType() =>
        VerifyFix.Program(
            Mark(Serving, "public float Distance", "public double [|Distance|]"),
            Serving,
            With("Rides", Contract) with { Action = MLAP4011ContractBrokenCodeFix.RetypeKey });

    private static string Mark(string text, string before, string after)
    {
        text = Sources.Normalize(text);
        before = Sources.Normalize(before);
        Assert.Contains(before, text, StringComparison.Ordinal);
        return text.Replace(before, after);
    }

    private static Setup With(string name, string contract, params string[] messages) => new() { AdditionalFiles = [($"/0/{name}.mlcontract", contract)], Messages = messages };
}
