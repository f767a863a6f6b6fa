using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.MlNet;

/// <summary>Whole programs: the columns of a view at run time against those that the model traces.</summary>
public sealed class SchemaTests
{
    private const string Rows = """

        internal static class Data
        {
            public static List<Trip> Trips() => Enumerable.Range(0, 40).Select(i => new Trip
            {
                VendorId = i % 2 == 0 ? "CMT" : "VTS", RateCode = 1, PassengerCount = 1 + i % 3, TripTime = 100 + i, TripDistance = i / 10f, PaymentType = "CRD", FareAmount = 3 + i / 4f,
            }).ToList();

            public static void Print(IDataView view) =>
                Console.WriteLine(string.Join(",", view.Schema.Where(column => !column.IsHidden).Select(column => column.Name).Order(StringComparer.Ordinal)));
        }
        """;

    [Theory]
    [InlineData("""
        var context = new MLContext(1);
        var trips = context.Data.LoadFromEnumerable(Data.Trips());
        var pipeline = context.Transforms.CopyColumns("Label", nameof(Trip.FareAmount))
            .Append(context.Transforms.Categorical.OneHotEncoding("VendorIdEncoded", "VendorId"))
            .Append(context.Transforms.Concatenate("Features", "VendorIdEncoded", "TripTime"))
            .Append(context.Regression.Trainers.Sdca());
        var scored = pipeline.Fit(trips).Transform(trips);
        context.Regression.Evaluate(scored);
        Data.Print(scored);
        """)]
    [InlineData("""
        var context = new MLContext(1);
        IEstimator<ITransformer> pipeline = new EstimatorChain<ITransformer>();
        foreach (var column in new[] { "TripTime", "TripDistance" })
            pipeline = pipeline.Append(context.Transforms.NormalizeMinMax($"{column}Scaled", column));
        var all = context.Data.LoadFromEnumerable(Data.Trips());
        var split = context.Data.TrainTestSplit(all);
        var model = pipeline.Append(context.Transforms.DropColumns("VendorId", "PaymentType")).Fit(split.TrainSet);
        var result = model.Transform(split.TestSet);
        context.Data.TrainTestSplit(result);
        Data.Print(result);
        """)]
    [InlineData("""
        var context = new MLContext(1);
        var trips = context.Data.FilterRowsByColumn(context.Data.LoadFromEnumerable(Data.Trips()), "FareAmount", 1, 100);
        var prepared = Prepare(trips).Transform(trips);
        var narrowed = context.Transforms.SelectColumns("Features", "FareAmount").Fit(prepared).Transform(prepared);
        context.Data.TrainTestSplit(narrowed);
        Data.Print(narrowed);

        ITransformer Prepare(IDataView view)
        {
            var numbers = new[] { "TripTime", "TripDistance" };
            return context.Transforms.Concatenate("Features", numbers.Append("PassengerCount").ToArray())
                .Append(context.Transforms.NormalizeMeanVariance("Features"))
                .Fit(view);
        }
        """)]
    [InlineData("""
        var context = new MLContext(1);
        File.WriteAllLines("trips.csv", Data.Trips().Select(trip => $"{trip.TripTime},{trip.VendorId}"));
        var loader = context.Data.CreateTextLoader(new TextLoader.Options
        {
            Separators = [','],
            Columns = [new TextLoader.Column("Time", DataKind.Single, 0), new TextLoader.Column("Vendor", DataKind.String, 1)],
        });
        var trips = loader.Load("trips.csv");
        var keyed = context.Transforms.Conversion.MapValueToKey(new[] { new InputOutputColumnPair("VendorKey", "Vendor") }).Fit(trips).Transform(trips);
        context.Data.TrainTestSplit(keyed);
        Data.Print(keyed);
        """)]
    public async Task Columns_of_the_last_view(string body)
    {
        var source = body + Rows;
        var flows = ModelText.ModelOf(ModelText.Compile(source)).AllFlows(CancellationToken.None);
        var last = flows.Events.Last(recorded => recorded.Kind is EventKind.Split or EventKind.Evaluate).View;
        var result = await ProgramRunner.RunAsync(source, new Setup { Sources = ModelText.Shared });

        Assert.Equal(result.OutputOrThrow().TrimEnd('\n'), string.Join(",", ColumnsOf((ViewValue)last, flows.Model!.Symbols).Order(StringComparer.Ordinal)));
    }

    /// <summary>The columns of the data, and what each step since did to them.</summary>
    private static IEnumerable<string> ColumnsOf(ViewValue view, MlNetSymbols symbols)
    {
        var load = Lineage.BaseOf(view)!.Load!;
        var columns = load.Columns is SequenceValue listed
            ? listed.Items.Cast<ObjectValue>().Select(column => ((ConstantValue)column.Writes.Last(write => write.Member.Name == "Name").Value).Content as string ?? "").ToHashSet()
            : RowType.ColumnNamesOf(load.RowType, symbols).Names.ToHashSet();
        foreach (var step in Lineage.StepsBehind(view))
        {
            Assert.NotNull(step.Operator);
            columns.UnionWith(Complete(step.Column(ColumnRole.Output)));
            columns.ExceptWith(Complete(step.Column(ColumnRole.Dropped)));
            if (step.Column(ColumnRole.Kept) is not null)
                columns.IntersectWith(Complete(step.Column(ColumnRole.Kept)));
            if (step.Operator.IsTrainer)
                columns.Add("Score");
        }

        return columns;
    }

    private static IEnumerable<string> Complete(ColumnNames? names)
    {
        Assert.True(names?.Complete ?? true);
        return names?.Names ?? [];
    }
}
