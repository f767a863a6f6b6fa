using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Rules.Skew;

public sealed class MLAP4006MappingCannotTravelTests
{
    private const string Speed = """

        public class Speed
        {
            public float Value { get; set; }
        }

        """;

    private const string Load = """var trips = mlContext.Data.LoadFromTextFile<Trip>("trips.csv", ',');""";

    private static Task Members(string members, Setup? setup = null) => Verify<MLAP4006MappingCannotTravelAnalyzer>.Members(Speed + members, setup);

    [Fact]
    public Task Without_a_contract_name_Save_throws() => Members($$"""
        public void Run()
        {
            {{Load}}
            var model = mlContext.Transforms.[|CustomMapping<Trip, Speed>|]((trip, speed) => speed.Value = trip.TripDistance / trip.TripTime, null)
                .Append(mlContext.Transforms.Concatenate("Features", "Value"))
                .Append(mlContext.Regression.Trainers.Sdca("FareAmount"))
                .Fit(trips);
            mlContext.Model.Save(model, trips.Schema, "model.zip");
        }
        """, new Setup
    {
        Messages = ["The model that is saved contains the mapping to 'Speed', and it has no contract name: Save will throw; give it a name, and write a factory class with [CustomMappingFactoryAttribute] of that name"],
    });

    [Fact]
    public Task A_name_without_factory_cannot_be_loaded() => Members($$"""
        private const string Contract = "Speed";

        public void Run() => Save(Train({{Load["var trips = ".Length..].TrimEnd(';')}}));

        private static void Map(Trip trip, Speed speed) => speed.Value = trip.TripDistance / trip.TripTime;

        private IEstimator<ITransformer> Pipeline() => mlContext.Transforms.[|CustomMapping<Trip, Speed>|](contractName: Contract, mapAction: Map);

        private ITransformer Train(IDataView view) => Pipeline().Fit(view);

        private void Save(ITransformer model)
        {
            using (var file = File.Create("model.zip"))
                mlContext.Model.Save(model, null, file);
        }
        """, new Setup
    {
        Messages = ["The model that is saved contains the mapping to 'Speed', and no class of the program has [CustomMappingFactoryAttribute(\"Speed\")]: the model cannot be loaded again; write that class"],
    });

    [Fact]
    public Task Through_a_field_and_a_joined_chain() => Members($$"""
        private ITransformer model;

        public void Train()
        {
            {{Load}}
            var mapping = mlContext.Transforms.[|CustomMapping<Trip, Speed>|]((trip, speed) => speed.Value = trip.TripDistance, contractName: null).Fit(trips);
            model = mapping.Append(mlContext.Transforms.Concatenate("Features", "Value").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(mapping.Transform(trips)));
        }

        public void Store() => mlContext.Model.Save(model, null, "model.zip");
        """);

    private const string Factory = """

        [CustomMappingFactoryAttribute("Speed")]
        private sealed class SpeedMapping : CustomMappingFactory<Trip, Speed>
        {
            public override Action<Trip, Speed> GetMapping() => (trip, speed) => speed.Value = trip.TripDistance;
        }

        """;

    [Theory]
    [InlineData("mlContext.Transforms.CustomMapping(new SpeedMapping().GetMapping(), \"Speed\")")]
    [InlineData("mlContext.Transforms.CustomMapping(new SpeedMapping().GetMapping(), name)")]
    public Task A_factory_of_the_name_or_a_name_that_is_not_known(string mapping) => Members($$"""
        {{Factory}}
        public void Run(string name)
        {
            {{Load}}
            mlContext.Model.Save({{mapping}}.Fit(trips), trips.Schema, "model.zip");
        }
        """);

    [Fact]
    public Task A_chain_that_is_never_saved() => Members($$"""
        public void Run()
        {
            {{Load}}
            var model = mlContext.Transforms.CustomMapping<Trip, Speed>((trip, speed) => speed.Value = trip.TripDistance, null).Fit(trips);
            var other = mlContext.Transforms.Concatenate("Features", "TripTime").Append(mlContext.Regression.Trainers.Sdca("FareAmount")).Fit(model.Transform(trips));
            mlContext.Model.Save(other, trips.Schema, "model.zip");
        }
        """);

    [Fact]
    public Task A_mapping_of_the_runtime_library_travels() => Members($$"""
        public void Run()
        {
            {{Load}}
            var chain = MlAntipatternAnalyzers.Runtime.FeatureMappingCatalog.FeatureMapping(mlContext.Transforms, new Doubled());
            mlContext.Model.Save(chain.Fit(trips), trips.Schema, "model.zip");
        }

        [CustomMappingFactoryAttribute("Doubled")]
        public sealed class Doubled : MlAntipatternAnalyzers.Runtime.FeatureMappingFactory<Trip, Speed>
        {
            public override void Map(Trip input, Speed output) => output.Value = input.TripDistance * 2;
        }
        """, With.Runtime);

    [Theory]
    [InlineData("(trip, speed) => speed.Value = trip.TripTime", "", true)]
    [InlineData("(trip, speed) => speed.Value = trip.TripTime", "context.ComponentCatalog.RegisterAssembly(typeof(Library.SpeedMapping).Assembly);", false)]
    [InlineData("new Library.SpeedMapping().GetMapping()", "", false)]
    [InlineData("Library.SpeedMapping.Map", "", false)]
    public async Task A_factory_in_another_assembly_than_the_mapping_is_found_where_it_is_registered(string mapping, string register, bool throws)
    {
        var library = ModelText.Compile("""
            namespace Library;

            public class Trip { public float TripTime { get; set; } }

            public class Speed { public float Value { get; set; } }

            [CustomMappingFactoryAttribute("Speed")]
            public sealed class SpeedMapping : CustomMappingFactory<Trip, Speed>
            {
                public override Action<Trip, Speed> GetMapping() => Map;

                public static void Map(Trip trip, Speed speed) => speed.Value = trip.TripTime;
            }
            """, OutputKind.DynamicallyLinkedLibrary).WithAssemblyName("Library");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);

        using var workspace = new AdhocWorkspace();
        var project = TestProject.Create(workspace, [("/0/Program.cs", $$"""
            using Microsoft.ML;

            var context = new MLContext();
            var trips = context.Data.LoadFromEnumerable(new Library.Trip[0]);
            context.Model.Save(context.Transforms.CustomMapping<Library.Trip, Library.Speed>({{mapping}}, "Speed").Fit(trips), trips.Schema, "model.zip");
            {{register}}
            context.Model.Load("model.zip", out _);
            """)], new Setup()).AddMetadataReference(MetadataReference.CreateFromImage(image.ToArray()));
        Assert.DoesNotContain((await project.GetCompilationAsync())!.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var findings = await TestProject.FindingsAsync(project, [new MLAP4006MappingCannotTravelAnalyzer()]);
        Assert.Equal(throws ? ["its factory is in 'Library'"] : [], findings.Select(finding => finding.GetMessage().Split(", ")[1][4..]));
    }

    [Fact]
    public Task Silent_without_MlNet() => Members("void Run() => mlContext.Model.Save(mlContext.Transforms.CustomMapping(map, null), null, path);", With.NoMlNet);
}
