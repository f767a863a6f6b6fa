using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;
using Verify = MlAntipatternAnalyzers.Tests.Testing.Verify<MlAntipatternAnalyzers.Rules.Skew.MLAP4012NoContractAnalyzer>;
using VerifyFix = MlAntipatternAnalyzers.Tests.Testing.VerifyFix<MlAntipatternAnalyzers.Rules.Skew.MLAP4012NoContractAnalyzer, MlAntipatternAnalyzers.CodeFixes.Skew.MLAP4012NoContractCodeFix>;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4012NoContractTests
{
    private const string Trained = """
        var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv");
        var model = mlContext.Transforms.Concatenate("Features", "TripTime")
            .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
            .Fit(trips);

        """;

    private const string Saved = Trained + "mlContext.Model.[|Save|](model, trips.Schema, \"models/Fare.zip\");";

    private const string Silent = Trained + "mlContext.Model.Save(model, trips.Schema, \"models/Fare.zip\");";

    private const string Contract = """
        mlcontract 1

        raw FareAmount Single
        raw PassengerCount Single
        raw PaymentType Text
        raw RateCode Single
        raw TripDistance Single
        raw TripTime Single
        raw VendorId Text

        step Concatenate(TripTime) -> Features
        step Regression.Sdca(Features, label: FareAmount) ?

        label FareAmount

        feature TripTime

        output Score Single

        """;

    [Fact]
    public Task AModelThatIsSavedWithoutAContractIsReported() =>
        Verify.Body(Saved, new Setup
        {
            Messages =
            [
                "'model' is saved, and no feature contract describes it: which columns it has to be given, and how they are filled, whoever serves it can only guess; commit a contract, 'Fare.mlcontract', which the build compares both sides with",
            ],
        });

    [Fact]
    public Task TheContractThatIsNamedLikeTheFileIsIts() => Verify.Body(Silent, Files("Fare", "Tip"));

    [Fact]
    public Task TheOnlyContractIsTheOnlyModels() => Verify.Body(Silent, Files("Taxi"));

    [Fact]
    public Task OfSeveralContractsOneHasToBeSaidToBeIts() =>
        Verify.Body(Saved, Files("Taxi", "Tip") with
        {
            Messages =
            [
                "'model' is saved, and none of the project's feature contracts describes it: which columns it has to be given, and how they are filled, whoever serves it can only guess; commit a contract, 'Fare.mlcontract', which the build compares both sides with",
            ],
        });

    [Fact]
    public Task AMalformedContractIsOneStill() => Verify.Body(Silent, new Setup { AdditionalFiles = [("/0/Fare.mlcontract", "nonsense")] });

    [Fact]
    public Task AnAttributeNamesIt() =>
        Verify.Members(
            """
            [FeatureContract("Cab")]
            private static void Main()
            {
            """ + Silent + """
            }

            [System.AttributeUsage(System.AttributeTargets.All)]
            private sealed class FeatureContractAttribute(string name) : System.Attribute { public string Name => name; }
            """,
            Files("Cab", "Tip"));

    [Fact]
    public Task OneModelThatIsSavedTwiceIsOne() => Verify.Body(Silent + "\nmlContext.Model.Save(model, null, \"Copy.zip\");", Files("Taxi"));

    [Fact]
    public Task EachModelThatIsSavedIsReported() =>
        Verify.Body(Saved + "\nmlContext.Model.[|Save|](mlContext.Regression.Trainers.Sdca(\"FareAmount\", \"TripTime\").Fit(trips), null, \"Copy.zip\");", Files("Taxi"));

    [Theory]
    [InlineData("mlContext.Model.Save(mlContext.Transforms.NormalizeMinMax(\"TripTime\").Fit(trips), trips.Schema, \"m.zip\");")]
    [InlineData("mlContext.Model.Save(mlContext.Model.Load(\"a.zip\", out _), trips.Schema, \"m.zip\");")]
    [InlineData("model.Transform(trips);")]
    public Task WhatIsNoTrainedModelNeedsNone(string last) => Verify.Body(Trained + last);

    [Fact]
    public Task TestsAreLeftAlone() => Verify.Body(Silent, With.XunitFramework);

    [Fact]
    public Task WithoutMlNetItIsSilent() => Verify.Body(Silent, With.NoMlNet);

    [Fact]
    public Task TheFixWritesTheContract() =>
        VerifyFix.Body(Saved, Silent, new Setup { AdditionalFilesAfter = [("Fare.mlcontract", Contract)], Action = MLAP4012NoContractCodeFix.CreateKey });

    [Fact]
    public Task TheFixWritesOneContractAModel()
    {
        const string Other = "\nmlContext.Model.{0}(mlContext.Transforms.Concatenate(\"Features\", \"TripTime\").Append(mlContext.Regression.Trainers.FastTree(\"FareAmount\")).Fit(trips), trips.Schema, \"Copy.zip\");";
        return VerifyFix.Body(
            Saved + string.Format(Other, "[|Save|]"),
            Silent + string.Format(Other, "Save"),
            new Setup { AdditionalFilesAfter = [("Fare.mlcontract", Contract), ("Copy.mlcontract", Contract.Replace("Sdca", "FastTree"))], Action = MLAP4012NoContractCodeFix.CreateKey });
    }

    [Fact]
    public Task TheRowClassNamesTheContractOfAModelWhoseFileIsNotKnown() =>
        VerifyFix.Body(
            "string path = Environment.GetCommandLineArgs()[1];\n" + Saved.Replace("\"models/Fare.zip\"", "path"),
            "string path = Environment.GetCommandLineArgs()[1];\n" + Silent.Replace("\"models/Fare.zip\"", "path"),
            new Setup { AdditionalFilesAfter = [("Trip.mlcontract", Contract)], Action = MLAP4012NoContractCodeFix.CreateKey });

    [Fact]
    public Task NoContractIsWrittenThatWouldNotBeKnownToBeTheModels() =>
        VerifyFix.NotOffered("string path = Environment.GetCommandLineArgs()[1];\n" + Saved.Replace("\"models/Fare.zip\"", "path") + "\nmlContext.Model.[|Save|](mlContext.Regression.Trainers.Sdca(\"FareAmount\", \"TripTime\").Fit(trips), null, path + \"2\");");

    [Fact]
    public async Task TheContractAgreesWithTheCodeItWasWrittenFrom()
    {
        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Test0.cs", Sources.Body(Silent)), ("/0/Rows.cs", Sources.Rows)], new Setup { EditorConfig = "[*]\nend_of_line = crlf\n" });
        project = project.Solution.WithDocumentText(project.DocumentIds[0], Microsoft.CodeAnalysis.Text.SourceText.From(Sources.Body(Silent).ReplaceLineEndings("\r\n"))).GetProject(project.Id)!;

        var after = await FixRunner.FixAllAsync(project, new MLAP4012NoContractAnalyzer(), new MLAP4012NoContractCodeFix(), MLAP4012NoContractCodeFix.CreateKey);

        Assert.Equal(Contract.ReplaceLineEndings("\r\n"), (await Assert.Single(after.AdditionalDocuments).GetTextAsync()).ToString());
        Assert.Empty(await TestProject.FindingsAsync(after, [new MLAP4011ContractBrokenAnalyzer(), new MLAP4012NoContractAnalyzer()]));
    }

    private static Setup Files(params string[] names) => new() { AdditionalFiles = names.Select(name => ($"/0/{name}.mlcontract", Contract)).ToList() };
}
