using System;
using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Telemetry
{
    public class Device
    {
        public int Firmware;
        public long Uptime;
        public short Restarts;
        public byte Errors;
        public double Voltage;
        public bool Indoor;
        public uint Slots;
        public bool Failed;
    }

    public class FailurePrediction
    {
        [ColumnName("PredictedLabel")] public bool Fails;
        [ColumnName("Probability")] public float Chance;
        [ColumnName("Score")] public float Margin;
    }

    public class Program
    {
        private static readonly InputOutputColumnPair[] Numbers =
        {
            new InputOutputColumnPair("FirmwareF", "Firmware"),
            new InputOutputColumnPair("UptimeF", "Uptime"),
            new InputOutputColumnPair("RestartsF", "Restarts"),
            new InputOutputColumnPair("ErrorsF", "Errors"),
            new InputOutputColumnPair("VoltageF", "Voltage"),
            new InputOutputColumnPair("IndoorF", "Indoor"),
            new InputOutputColumnPair("SlotsF", "Slots"),
        };

        public static void Main()
        {
            var context = new MLContext(seed: 14);
            var data = context.Data.LoadFromEnumerable(Devices());
            var pipeline = context.Transforms.Conversion.ConvertType(Numbers, DataKind.Single)
                .Append(context.Transforms.Concatenate("AllNumbers", "FirmwareF", "UptimeF", "RestartsF", "ErrorsF", "VoltageF", "IndoorF", "SlotsF"))
                .Append(context.Transforms.NormalizeMinMax("Features", "AllNumbers"))
                .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(labelColumnName: "Failed"));
            var model = pipeline.Fit(data);
            var result = context.BinaryClassification.Evaluate(data: model.Transform(data), labelColumnName: "Failed", predictedLabelColumnName: "PredictedLabel", probabilityColumnName: "Probability");
            Console.WriteLine(result.ConfusionMatrix.NumberOfClasses);

            var engine = context.Model.CreatePredictionEngine<Device, FailurePrediction>(model);
            var one = engine.Predict(new Device { Firmware = 3, Uptime = 100, Restarts = 1, Errors = 0, Voltage = 5, Indoor = true, Slots = 2 });
            Console.WriteLine($"{one.Fails} {one.Chance >= 0} {one.Margin != float.MaxValue}");
        }

        private static IEnumerable<Device> Devices()
        {
            for (int i = 0; i < 40; i++)
            {
                yield return new Device
                {
                    Firmware = i % 3, Uptime = 1000L * i, Restarts = (short)(i % 5), Errors = (byte)(i % 2),
                    Voltage = 4.8 + i % 4 * 0.1, Indoor = i % 2 == 0, Slots = (uint)(i % 6), Failed = i % 5 == 4,
                };
            }
        }
    }
}
