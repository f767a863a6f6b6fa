using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MlAntipatternAnalyzers.CodeFixes.Skew;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

/// <summary>A serving project that references the project that trains, or both a shared one: what is computed there is compared with what is computed here.</summary>
public sealed class ReferencedProjectsTests
{
    private const string Shared = """
        namespace Shared;

        public class House
        {
            public float Area { get; set; }
            public float Rooms { get; set; }
            public float Price { get; set; }
        }

        public class Row
        {
            public float Size { get; set; }
            public float PerRoom { get; set; }
            public float Label { get; set; }
        }

        public static class Features
        {
            public static float Ratio(float whole, float parts) => parts == 0 ? 0 : whole / parts;
        }
        """;

    private static string Training(string perRoom, string access = "public") => $$"""
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Shared;

        namespace Training;

        {{access}} sealed class Trainer
        {
            private readonly MLContext ml = new(1);

            public void Train(List<House> houses)
            {
                var rows = ml.Data.LoadFromEnumerable(houses.Select(house => new Row { Size = house.Area, PerRoom = {{perRoom}}, Label = house.Price }));
                var model = ml.Transforms.Concatenate("Features", "Size", "PerRoom").Append(ml.Regression.Trainers.Sdca()).Fit(rows);
                ml.Model.Save(model, rows.Schema, "house.zip");
            }
        }
        """;

    private static string Serving(string row, string usings = "") => $$"""
        using Microsoft.ML;
        using Shared;
        {{usings}}

        public class Answer { public float Score { get; set; } }

        public sealed class Prices
        {
            private readonly MLContext ml = new();

            public float Predict(House house) => ml.Model.CreatePredictionEngine<Row, Answer>(ml.Model.Load("house.zip", out _)).Predict({{row}}).Score;
        }
        """;

    /// <param name="with">What the serving project references beside the others: with the web framework, it sees the symbols of the others as a project of its own.</param>
    /// <param name="training">The training project.</param>
    private static Setup Referencing(With with, string training) => new() { With = with, Projects = [new("Shared", Shared), new("Training", training, "Shared")] };

    [Theory]
    [InlineData(With.MlNet, true)]
    [InlineData(With.AspNetCore, false)]
    public void Symbols_of_a_referenced_project(With with, bool areShared)
    {
        var library = CSharpCompilation.Create("Shared", [CSharpSyntaxTree.ParseText(Shared)], References.For(With.MlNet), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var reference = library.ToMetadataReference();
        var service = CSharpCompilation.Create("Serving", references: [.. References.For(with), reference]);
        var row = library.GetTypeByMetadataName("Shared.Row");
        var seen = service.GetTypeByMetadataName("Shared.Row");
        Assert.Equal(areShared, SymbolEqualityComparer.Default.Equals(row, seen));
        Assert.True(AcrossProjects.AreSame(row, seen));
        Assert.True(AcrossProjects.AreSame(row!.GetMembers("Size").Single(), seen!.GetMembers("Size").Single()));
        Assert.False(AcrossProjects.AreSame(row.GetMembers("Size").Single(), seen.GetMembers("Label").Single()));
        Assert.False(AcrossProjects.AreSame(library.GetTypeByMetadataName("Shared.House"), seen));
    }

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_feature_that_the_training_project_computes_otherwise(With with) => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        Serving("new Row { Size = house.Area, [|PerRoom = house.Area * house.Rooms|] }"),
        Referencing(with, Training("house.Area / house.Rooms")) with
        {
            Messages = ["'PerRoom' is 'house.Area * house.Rooms' here, where it is served, and 'house.Area / house.Rooms' where the model is trained: the model gets values that it has not learned; compute it in one method that both call"],
        });

    [Fact]
    public Task A_handler_of_a_request() => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.ML;
        using Shared;

        var app = WebApplication.CreateBuilder(args).Build();
        var ml = new MLContext();
        app.MapPost("/price", (House house) => ml.Model.CreatePredictionEngine<Row, Answer>(ml.Model.Load("house.zip", out _)).Predict(new Row { Size = house.Area, [|PerRoom = house.Area * house.Rooms|] }).Score);
        app.MapPost("/same", (House house) => ml.Model.CreatePredictionEngine<Row, Answer>(ml.Model.Load("house.zip", out _)).Predict(new Row { Size = house.Area, PerRoom = house.Area / house.Rooms }).Score);
        app.Run();

        public class Answer { public float Score { get; set; } }
        """,
        Referencing(With.AspNetCore, Training("house.Area / house.Rooms")));

    [Fact]
    public Task A_service_that_a_handler_asks() => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.ML;
        using Shared;

        var app = WebApplication.CreateBuilder(args).Build();
        var prices = new Prices();
        app.MapPost("/price", (House house) => prices.Predict(house));
        app.MapPost("/again", Again);
        app.Run();

        float Again(House house) => prices.Predict(house);

        """ + Serving("new Row { Size = house.Area, [|PerRoom = house.Area * house.Rooms|] }").Replace("using Microsoft.ML;\nusing Shared;\n", ""),
        Referencing(With.AspNetCore, Training("house.Area / house.Rooms")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_feature_that_the_training_project_computes_alike(With with) => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        Serving("new Row { Size = house.Area, PerRoom = 1 / (house.Rooms / house.Area) }"),
        Referencing(with, Training("house.Area / house.Rooms")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_method_of_the_shared_project_and_its_formula_are_one(With with) => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        Serving("new Row { Size = house.Area, PerRoom = house.Rooms == 0 ? 0 : house.Area / house.Rooms }"),
        Referencing(with, Training("Features.Ratio(house.Area, house.Rooms)")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_method_of_the_shared_project_is_called_otherwise(With with) => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        Serving("new Row { Size = house.Area, [|PerRoom = Features.Ratio(house.Rooms, house.Area)|] }"),
        Referencing(with, Training("Features.Ratio(house.Area, house.Rooms)")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task Both_call_the_method_of_the_shared_project(With with) => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        Serving("new Row { Size = house.Area, PerRoom = Features.Ratio(house.Area, house.Rooms) }"),
        Referencing(with, Training("Features.Ratio(house.Area, house.Rooms)")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task What_this_project_trains_itself_is_what_counts(With with) => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        Serving("new Row { Size = house.Area, PerRoom = house.Area * house.Rooms }") + Training("house.Area * house.Rooms").Replace("namespace Training;", "").Replace("using System.Collections.Generic;\nusing System.Linq;\nusing Microsoft.ML;\nusing Shared;", "")
            .Replace("List<", "System.Collections.Generic.List<").Replace("houses.Select(", "System.Linq.Enumerable.Select(houses, "),
        Referencing(with, Training("house.Area / house.Rooms")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_feature_that_only_the_training_project_computes(With with) => Verify<MLAP4003FeatureComputedOnOneSideAnalyzer>.Program(
        Serving("new Row { [|Size = house.Area|], PerRoom = house.Area / house.Rooms }"),
        Referencing(with, Training("house.Area / house.Rooms").Replace("Size = house.Area", "Size = house.Area / 100")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task Without_the_training_project_nothing_is_known(With with) => Verify<MLAP4002FeatureComputedDifferentlyAnalyzer>.Program(
        Serving("new Row { Size = house.Area, PerRoom = house.Area * house.Rooms }"),
        new Setup { With = with, Projects = [new("Shared", Shared)] });

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_feature_of_the_training_project_that_is_left_out(With with) => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program(
        Serving("new [|Row|] { Size = house.Area }"),
        Referencing(with, Training("house.Area / house.Rooms")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task Nothing_is_left_out(With with) => Verify<MLAP4005FeatureUnsetWhenServingAnalyzer>.Program(
        Serving("new Row { Size = house.Area, PerRoom = 1 }"),
        Referencing(with, Training("house.Area / house.Rooms")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_row_class_that_lacks_what_the_training_project_learns_from(With with) => Verify<MLAP4004RowTypesDivergeAnalyzer>.Program(
        """
        using Microsoft.ML;

        public class Row { public float Size { get; set; } }

        public class Answer { public float Score { get; set; } }

        public sealed class Prices
        {
            private readonly MLContext ml = new();

            public float Predict(float size) => ml.Model.[|CreatePredictionEngine<Row, Answer>|](ml.Model.Load("house.zip", out _)).Predict(new Row { Size = size }).Score;
        }
        """,
        Referencing(with, Training("house.Area / house.Rooms")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_row_class_that_has_it(With with) => Verify<MLAP4004RowTypesDivergeAnalyzer>.Program(
        """
        using Microsoft.ML;

        public class Row { public float Size { get; set; } public float PerRoom { get; set; } }

        public class Answer { public float Score { get; set; } }

        public sealed class Prices
        {
            private readonly MLContext ml = new();

            public float Predict(float size) => ml.Model.CreatePredictionEngine<Row, Answer>(ml.Model.Load("house.zip", out _)).Predict(new Row { Size = size, PerRoom = 1 }).Score;
        }
        """,
        Referencing(with, Training("house.Area / house.Rooms")));

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task One_method_in_the_training_project_for_both(With with)
    {
        var before = Training("house.Area / house.Rooms");
        var after = before.Replace("house.Area / house.Rooms", "PerRoomOf(house.Area, house.Rooms)").Replace("\"house.zip\");\n    }\n", "\"house.zip\");\n    }\n\n    public static float PerRoomOf(float area, float rooms) => area / rooms;\n");
        return VerifyFix<MLAP4002FeatureComputedDifferentlyAnalyzer, MLAP4002FeatureComputedDifferentlyCodeFix>.Program(
            Serving("new Row { Size = house.Area, [|PerRoom = house.Area * house.Rooms|] }", "using Training;"),
            Serving("new Row { Size = house.Area, PerRoom = Trainer.PerRoomOf(house.Area, house.Rooms) }", "using Training;"),
            Referencing(with, before) with { ProjectsAfter = [new("Shared", Shared), new("Training", after, "Shared")] });
    }

    [Theory]
    [InlineData(With.MlNet)]
    [InlineData(With.AspNetCore)]
    public Task A_trainer_that_this_project_cannot_see_has_no_method_for_both(With with) => VerifyFix<MLAP4002FeatureComputedDifferentlyAnalyzer, MLAP4002FeatureComputedDifferentlyCodeFix>.NotOfferedInProgram(
        Serving("new Row { Size = house.Area, [|PerRoom = house.Area * house.Rooms|] }"),
        Referencing(with, Training("house.Area / house.Rooms", "internal")));
}
