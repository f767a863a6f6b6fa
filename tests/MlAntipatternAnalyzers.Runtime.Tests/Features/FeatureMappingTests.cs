using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlAntipatternAnalyzers.Runtime.Tests.Features;

public sealed class FeatureMappingTests : IDisposable
{
    private const string ThisAssembly = "MlAntipatternAnalyzers.Runtime.Tests, Version";

    // A name that loads, of an assembly without any mapping; blanks keep the length and are no part of the name.
    private const string AnotherAssembly = "MlAntipatternAnalyzers.Runtime      , Version";
    private const string NoAssembly = "MlAntipatternAnalyzers.Trainer.Tests, Version";

    private readonly TemporaryDirectory _directory = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_model_with_a_mapping_predicts_the_same_after_loading()
    {
        var model = Train();
        var path = Save(model);

        var loaded = new MLContext().LoadWithMappings(path, out var schema, typeof(Speed).Assembly);

        Assert.Equal(["Distance", "Hours", "Fare"], schema!.Select(c => c.Name));
        Assert.Equal(Scores(model), Scores(loaded));
        Assert.True(Scores(model).Distinct().Count() > 10, "the model predicts one value for all");
    }

    [Fact]
    public void The_features_of_one_row_outside_of_the_model_are_those_in_it()
    {
        var rides = _ml.Data.CreateEnumerable<Ride>(Rides(), reuseRowObject: false).ToList();
        var inside = _ml.Transforms.FeatureMapping(new Speed()).Fit(Rides()).Transform(Rides()).GetColumn<float>("Speed");

        Assert.Equal(inside, rides.Select(new Speed().Featurize).Select(o => o.Speed));
        Assert.Throws<ArgumentNullException>(() => new Speed().Featurize(null!));
    }

    [Fact]
    public void A_model_is_loaded_from_a_stream_that_can_seek()
    {
        var content = File.ReadAllBytes(Save(Train()));

        using var stream = new MemoryStream(content);
        Assert.Equal(Scores(Train()), Scores(new MLContext().LoadWithMappings(stream, out _, typeof(Speed).Assembly)));

        using var broken = new MemoryStream(content[..1000]);
        Assert.StartsWith("The model cannot be loaded", Assert.Throws<InvalidOperationException>(() => _ml.LoadWithMappings(broken, out _, typeof(Speed).Assembly)).Message, StringComparison.Ordinal);
        using var download = new System.IO.Compression.DeflateStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);
        Assert.Contains("MemoryStream", Assert.Throws<ArgumentException>(() => _ml.LoadWithMappings(download, out _, typeof(Speed).Assembly)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_names_the_assembly_of_the_mapping_so_that_ML_NET_finds_it_by_itself()
    {
        var path = Save(Train());

        Assert.True(ModelFile.Mentions(path, ThisAssembly));
        Assert.Equal(Scores(Train()), Scores(new MLContext().Model.Load(path, out _)));
    }

    [Fact]
    public void A_mapping_in_another_assembly_than_the_model_says_must_be_registered()
    {
        var path = Save(Train());
        ModelFile.Replace(path, ThisAssembly, AnotherAssembly);

        var unregistered = Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(path, out _));
        Assert.Contains("'test.Speed'", unregistered.GetBaseException().Message, StringComparison.Ordinal);

        var registered = new MLContext().RegisterMappings(typeof(Speed).Assembly).Model.Load(path, out _);
        Assert.Equal(Scores(Train()), Scores(registered));
    }

    [Fact]
    public void A_model_whose_training_program_is_not_deployed_loads_with_its_mappings()
    {
        var path = Save(Train());
        ModelFile.Replace(path, ThisAssembly, NoAssembly);

        // ML.NET gives up on the missing assembly before it looks at what is registered.
        Assert.ThrowsAny<Exception>(() => new MLContext().RegisterMappings(typeof(Speed).Assembly).Model.Load(path, out _));

        Assert.Equal(Scores(Train()), Scores(new MLContext().LoadWithMappings(path, out _, typeof(Speed).Assembly)));
        // And nothing of that help stays behind.
        Assert.ThrowsAny<Exception>(() => Assembly.Load("MlAntipatternAnalyzers.Trainer.Tests"));
    }

    [Fact]
    public void A_mapping_that_is_not_at_hand_is_named_with_those_that_are()
    {
        var path = Save(Train());
        ModelFile.Replace(path, "test.Speed", "test.Speex");

        var e = Assert.Throws<InvalidOperationException>(() => new MLContext().LoadWithMappings(path, out _, typeof(Speed).Assembly));

        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("'test.Speex'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'test.Speed' (MlAntipatternAnalyzers.Runtime.Tests)", e.Message, StringComparison.Ordinal);
        Assert.NotNull(e.InnerException);
    }

    [Fact]
    public void A_package_that_is_missing_is_named_too()
    {
        var path = Save(Train());
        ModelFile.Replace(path, "Microsoft.ML.FastTree, Version", "Microsoft.ML.SlowTree, Version");

        var e = Assert.Throws<InvalidOperationException>(() => new MLContext().LoadWithMappings(path, out _, typeof(Speed).Assembly));

        Assert.Contains("Microsoft.ML.SlowTree", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no model at all")]
    [InlineData("")]
    public void A_file_that_is_no_model_is_named(string content)
    {
        var path = _directory.Write("model.zip", content);

        var e = Assert.Throws<InvalidOperationException>(() => _ml.LoadWithMappings(path, out _, typeof(Speed).Assembly));

        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_cut_off_is_named()
    {
        var path = Save(Train());
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..1000]);

        Assert.Contains(path, Assert.Throws<InvalidOperationException>(() => _ml.LoadWithMappings(path, out _, typeof(Speed).Assembly)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_there_is_named() =>
        Assert.Contains("'nowhere.zip'", Assert.Throws<FileNotFoundException>(() => _ml.LoadWithMappings("nowhere.zip", out _, typeof(Speed).Assembly)).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_contract_ML_NET_saves_nothing_and_FeatureMapping_says_so_at_once()
    {
        var nameless = _ml.Transforms.CustomMapping<Ride, Speed.Output>((_, _) => { }, contractName: null);
        Assert.ThrowsAny<Exception>(() => _ml.Model.Save(nameless.Fit(Rides()), Rides().Schema, _directory["nameless.zip"]));

        var e = Assert.Throws<InvalidOperationException>(() => _ml.Transforms.FeatureMapping(new Nameless()));
        Assert.Contains("[CustomMappingFactoryAttribute(\"Nameless\")]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_made_again_from_its_name_is_refused()
    {
        Assert.Contains("'Factor'", Refused(new WithProperty { Factor = 2 }), StringComparison.Ordinal);
        Assert.Contains("'_factor'", Refused(new WithField()), StringComparison.Ordinal);
        Assert.Contains("'factor' of its constructor", Refused(new WithParameter(2)), StringComparison.Ordinal);
        Assert.Contains("no public parameterless one", Refused(WithHiddenConstructor.Make()), StringComparison.Ordinal);
        Assert.Contains("is generic", Refused(new Generic<int>()), StringComparison.Ordinal);
        Assert.Contains("is empty", Refused(new EmptyName()), StringComparison.Ordinal);
        Assert.Contains("the static '_rows'", Refused(new WithCount()), StringComparison.Ordinal);
        Assert.Contains("the static 'Rate'", Refused(new WithRate()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_the_mapping_fills_itself_is_no_state() =>
        Assert.Equal([2f, 2f], _ml.Transforms.FeatureMapping(new WithTable()).Fit(Rides(2)).Transform(Rides(2)).GetColumn<float>("Speed"));

    [Fact]
    public void An_assembly_without_mappings_is_the_wrong_one()
    {
        Assert.Contains("'MlAntipatternAnalyzers.Runtime'", Assert.Throws<ArgumentException>(() => _ml.RegisterMappings(typeof(DataSchema).Assembly)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _ml.RegisterMappings());
    }

    [Fact]
    public void One_contract_name_for_two_classes_is_an_error_that_names_both()
    {
        var twice = WithContracts("same", "same");
        var once = WithContracts("same");

        foreach (var assemblies in new Assembly[][] { [twice], [once, WithContracts("same")] })
        {
            var e = Assert.Throws<InvalidOperationException>(() => _ml.RegisterMappings(assemblies));
            Assert.Contains("'same' belongs to several classes", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Registering_twice_is_once() =>
        Assert.Same(_ml, _ml.RegisterMappings(typeof(Speed).Assembly).RegisterMappings(typeof(Speed).Assembly, typeof(Speed).Assembly));

    // An assembly with classes Mapping0, Mapping1 … under these names.
    private static Assembly WithContracts(params string[] names)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new(Guid.NewGuid().ToString()), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("module");
        var attribute = typeof(CustomMappingFactoryAttributeAttribute).GetConstructor([typeof(string)])!;
        for (var i = 0; i < names.Length; i++)
        {
            var type = module.DefineType($"Mapping{i}", TypeAttributes.Public);
            type.SetCustomAttribute(new CustomAttributeBuilder(attribute, [names[i]]));
            type.CreateType();
        }
        return assembly;
    }

    private string Refused(FeatureMappingFactory<Ride, Speed.Output> mapping) =>
        Assert.Throws<InvalidOperationException>(() => _ml.Transforms.FeatureMapping(mapping)).Message;

    private TransformerChain<RegressionPredictionTransformer<Microsoft.ML.Trainers.FastTree.FastTreeRegressionModelParameters>> Train() =>
        _ml.Transforms.FeatureMapping(new Speed())
            .Append(_ml.Transforms.Concatenate("Features", "Speed"))
            .Append(_ml.Regression.Trainers.FastTree("Fare", "Features", numberOfTrees: 20))
            .Fit(Rides());

    private string Save(ITransformer model)
    {
        _ml.Model.Save(model, Rides().Schema, _directory["model.zip"]);
        return _directory["model.zip"];
    }

    private float[] Scores(ITransformer model) => [.. model.Transform(Rides()).GetColumn<float>("Score")];

    private IDataView Rides(int count = 500) => _ml.Data.LoadFromEnumerable(
        Enumerable.Range(0, count).Select(i => new Ride { Distance = i % 37, Hours = 1 + (i % 5), Fare = i % 37 / (1f + (i % 5)) }).ToList());

    public sealed class Ride
    {
        public float Distance { get; set; }
        public float Hours { get; set; }
        public float Fare { get; set; }
    }

    [CustomMappingFactoryAttribute("test.Speed")]
    public sealed class Speed : FeatureMappingFactory<Ride, Speed.Output>
    {
        public sealed class Output
        {
            public float Speed { get; set; }
        }

        public override void Map(Ride input, Output output) => output.Speed = input.Distance / input.Hours;
    }

    private sealed class Nameless : Twice;

    [CustomMappingFactoryAttribute("test.WithProperty")]
    private sealed class WithProperty : Twice
    {
        public float Factor { get; init; }
    }

    [CustomMappingFactoryAttribute("test.WithField")]
    private sealed class WithField : Twice
    {
        private float _factor;

        public override void Map(Ride input, Speed.Output output) => output.Speed = input.Distance * _factor++;
    }

    [CustomMappingFactoryAttribute("test.WithParameter")]
    private sealed class WithParameter : Twice
    {
        public WithParameter()
        {
        }

        public WithParameter(float factor) => Assert.NotEqual(0, factor);
    }

    [CustomMappingFactoryAttribute("test.WithHiddenConstructor")]
    private sealed class WithHiddenConstructor : Twice
    {
        private WithHiddenConstructor()
        {
        }

        public static WithHiddenConstructor Make() => new();
    }

    [CustomMappingFactoryAttribute("test.WithTable")]
    private sealed class WithTable : Twice
    {
        private const float First = 2;
        private static readonly float Second = 2;
        [ThreadStatic]
        private static float[]? _buffer;
        private readonly float[] _table = [First, Second];

        public override void Map(Ride input, Speed.Output output) => output.Speed = (_buffer = _table)[(int)input.Distance];
    }

    [CustomMappingFactoryAttribute("test.WithCount")]
    private sealed class WithCount : Twice
    {
        private static int _rows;

        public override void Map(Ride input, Speed.Output output) => output.Speed = _rows++;
    }

    [CustomMappingFactoryAttribute("test.WithRate")]
    private sealed class WithRate : Twice
    {
        public static float Rate { get; set; } = 2;
    }

    [CustomMappingFactoryAttribute("test.Generic")]
    private sealed class Generic<T> : Twice;

    [CustomMappingFactoryAttribute(" ")]
    private sealed class EmptyName : Twice;

    private abstract class Twice : FeatureMappingFactory<Ride, Speed.Output>
    {
        public override void Map(Ride input, Speed.Output output) => output.Speed = 2 * input.Distance;
    }
}
