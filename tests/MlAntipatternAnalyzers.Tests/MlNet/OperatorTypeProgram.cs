using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Tests.MlNet;

/// <summary>The program that tries every operator on every type of column, and prints what ML.NET does.</summary>
internal static class OperatorTypeProgram
{
    private const string Types = "Text Single Double Boolean SByte Int16 Int32 Int64 Byte UInt16 UInt32 UInt64 Time Offset Span Image Key KeySingle KeyTwo PlainKey ByteKey "
        + "VText VSingle VDouble VBoolean VInt32 VByte VTwelve VKey VPlainKey XText XSingle XDouble XByte XKey";

    public static string Source(IEnumerable<string> estimators, IEnumerable<string> views)
    {
        var text = new StringBuilder(Head).Replace("{types}", Types);
        foreach (var call in estimators)
            text.Append($"Matrix.Try(ml, \"\"\"\"{call}\"\"\"\", view, {call});\n");
        text.Append("void Views(IDataView view)\n{\n");
        foreach (var (call, i) in views.Select((call, i) => (call, i)))
            text.Append($"    Matrix.Read(\"\"\"\"{call}\"\"\"\", () => Matrix.Consume({call}));\n");
        return text.Append("}\n").Append(Rest).ToString();
    }

    private const string Head = """
        using System.Reflection;
        using Microsoft.ML.Trainers.FastTree;
        using Microsoft.ML.Trainers.LightGbm;
        using Microsoft.ML.Transforms.Image;
        using Microsoft.ML.Transforms.Text;

        var ml = new MLContext(1);
        Matrix.Types = "{types}".Split(' ');
        var (T, C, X, Categorical) = (ml.Transforms, ml.Transforms.Conversion, ml.Transforms.Text, ml.Transforms.Categorical);
        var (B, M, R, K) = (ml.BinaryClassification, ml.MulticlassClassification, ml.Regression, ml.Ranking);
        var view = Matrix.Data(ml);
        var Lookup = ml.Data.TakeRows(view, 3);
        var Linear = R.Trainers.Sdca("LSingle", "F", maximumNumberOfIterations: 1).Fit(view);
        var Trees = R.Trainers.FastTree("LSingle", "F", numberOfTrees: 1, minimumExampleCountPerLeaf: 1).Fit(view).Model;
        Matrix.PrintTypes(view);
        foreach (var type in Matrix.Types.Append("-"))
        {
            Matrix.Candidate = type;
            Views(Matrix.With(ml, view, type));
        }


        """;

    private const string Rest = """

        internal sealed class MapIn { public float In { get; set; } }
        internal sealed class MapTexts { public string[] In { get; set; } }
        internal sealed class MapOut { public float Out { get; set; } }
        internal sealed class MapOuts { [VectorType(2)] public float[] Outs { get; set; } public string Name { get; set; } public string Computed => Name; }
        internal sealed class State { }

        internal sealed class Row
        {
            public string Text; public float Single; public double Double; public bool Boolean; public sbyte SByte; public short Int16; public int Int32; public long Int64;
            public byte Byte; public ushort UInt16; public uint UInt32; public ulong UInt64; public DateTime Time; public DateTimeOffset Offset; public TimeSpan Span;
            [ImageType(2, 2)] public MLImage Image => MLImage.CreateFromPixels(2, 2, MLPixelFormat.Bgra32, new byte[16]); [KeyType(2)] public uint KeyTwo; [KeyType(3)] public uint PlainKey; [KeyType(3)] public byte ByteKey;
            [VectorType(2)] public string[] VText; [VectorType(3)] public float[] VSingle; [VectorType(3)] public double[] VDouble; [VectorType(2)] public bool[] VBoolean;
            [VectorType(2)] public int[] VInt32; [VectorType(2, 2, 3)] public byte[] VByte; [VectorType(12)] public float[] VTwelve; [VectorType(2), KeyType(3)] public uint[] VPlainKey;
            public string[] XText; public float[] XSingle; public double[] XDouble; public byte[] XByte;
            public bool LBool; public float LSingle; public string Kind; public string Session; [VectorType(3)] public float[] F; public float W;
        }

        internal static class Matrix
        {
            public static string[] Types;
            public static string Candidate;

            public static IDataView Data(MLContext ml)
            {
                for (var i = 0; i < 3; i++)
                    MLImage.CreateFromPixels(2, 2, MLPixelFormat.Bgra32, new byte[16]).Save(i.ToString() + ".png");
                File.WriteAllText("words.txt", "0 1 2 3\n1 2 3 4\n2 3 4 5\n");
                var rows = Enumerable.Range(0, 48).Select(i => new Row
                {
                    Text = (i % 3).ToString(), Single = i / 12, Double = i % 4, Boolean = i % 2 == 0, SByte = (sbyte)(1 + i % 3), Int16 = (short)(1 + i % 3), Int32 = 1 + i % 3, Int64 = 1 + i % 3,
                    Byte = (byte)(1 + i % 3), UInt16 = (ushort)(1 + i % 3), UInt32 = (uint)(1 + i / 16), UInt64 = (ulong)(1 + i % 3), Time = new DateTime(2020, 1, 1).AddDays(i),
                    Offset = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(i), Span = TimeSpan.FromDays(i + 1),
                    KeyTwo = (uint)(1 + i % 2), PlainKey = (uint)(1 + i / 16), ByteKey = (byte)(1 + i % 3),
                    VText = ["1", (i % 2).ToString()], VSingle = [1 + i % 4, i % 5, i % 6], VDouble = [1 + i % 4, i % 5, i % 6], VBoolean = [i % 2 == 0, i % 3 == 0], VInt32 = [1 + i % 2, i % 3],
                    VByte = Enumerable.Range(0, 12).Select(slot => (byte)(1 + (slot + i) % 4)).ToArray(), VTwelve = Enumerable.Range(0, 12).Select(slot => 1f + (slot + i) % 4).ToArray(),
                    VPlainKey = [(uint)(1 + i % 3), 1], XText = ["1", (i % 2).ToString(), "2"], XSingle = [i % 4, i % 5, 1], XDouble = [i % 4, i % 5, 1], XByte = [1, 2, 3],
                    LBool = i % 2 == 0, LSingle = i % 3, Kind = "kind " + i / 16, Session = "session " + i / 24, F = [i % 4, i % 3, i / 16], W = 0.5f + i % 2 / 4f,
                }).ToList();
                IDataView view = ml.Data.LoadFromEnumerable(rows);
                var conversion = ml.Transforms.Conversion;
                var keys = conversion.MapValueToKey("Key", "Kind").Append(conversion.MapValueToKey("LKey", "Kind")).Append(conversion.MapValueToKey("Group", "Session"))
                    .Append(conversion.MapValueToKey("KeySingle", "Single")).Append(conversion.MapValueToKey("VKey", "VText")).Append(ml.Transforms.Text.TokenizeIntoCharactersAsKeys("XKey", "Text"));
                return keys.Fit(view).Transform(view);
            }

            public static IDataView With(MLContext ml, IDataView view, string type) => type == "-" ? view : ml.Transforms.CopyColumns("In", type).Fit(view).Transform(view);

            public static void Try(MLContext ml, string call, IDataView data, IEstimator<ITransformer> estimator)
            {
                foreach (var type in Types.Append("-"))
                {
                    var view = With(ml, data, type);
                    var message = "";
                    IDataView result = null;
                    var alone = Catch(() =>
                    {
                        // What Text loads as is the name of a file.
                        result = estimator.Fit(view).Transform(view);
                        var files = call.Contains("LoadImages") || call.Contains("LoadRaw");
                        var made = result.Schema.Where(column => !column.IsHidden && column.Name != "In" && view.Schema.GetColumnOrNull(column.Name) is null or { Name: "W" }).ToList();
                        using var cursor = result.GetRowCursor(files ? [] : made);
                        cursor.MoveNext();
                        foreach (var column in files ? [] : made)
                            Get(cursor, column);
                    }, ref message);
                    var chain = Catch(() =>
                    {
                        var shape = typeof(SchemaShape).GetMethod("Create", BindingFlags.NonPublic | BindingFlags.Static).Invoke(null, [view.Schema]);
                        estimator.GetOutputSchema((SchemaShape)shape);
                    }, ref message);
                    var columns = alone == "takes" ? string.Join("#", result.Schema.Where(column => !column.IsHidden).Select(column => column.Name + "=" + Print(column))) : "";
                    Console.WriteLine($"cell|{call}|{type}|{(alone == "throws" ? alone : chain)}|{alone}|{columns}|{message}");
                }
            }

            public static void Read(string call, Action read)
            {
                var message = "";
                var verdict = Catch(read, ref message);
                Console.WriteLine($"cell|{call}|{Candidate}|{verdict}|{verdict}||{message}");
            }

            public static void Consume(object result)
            {
                var view = result switch
                {
                    IDataView rows => rows,
                    DataOperationsCatalog.TrainTestData split => split.TrainSet,
                    IReadOnlyList<DataOperationsCatalog.TrainTestData> folds => folds[0].TestSet,
                    _ => null,
                };
                if (view is null)
                    return;
                using var cursor = view.GetRowCursor(view.Schema.Where(column => column.Name == "W"));
                while (cursor.MoveNext())
                {
                }
            }

            public static void PrintTypes(IDataView view)
            {
                foreach (var column in view.Schema)
                    Console.WriteLine($"type|{column.Name}|{Print(column)}");
            }

            private static string Catch(Action action, ref string message)
            {
                try
                {
                    action();
                    return "takes";
                }
                catch (Exception exception)
                {
                    exception = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
                    message = exception.Message.Replace('\n', ' ').Replace('\r', ' ').Replace('|', ' ');
                    return "throws";
                }
            }

            private static void Get(DataViewRowCursor cursor, DataViewSchema.Column column) =>
                typeof(Matrix).GetMethod("GetTyped", BindingFlags.NonPublic | BindingFlags.Static).MakeGenericMethod(column.Type.RawType).Invoke(null, [cursor, column]);

            private static void GetTyped<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
            {
                T value = default;
                cursor.GetGetter<T>(column)(ref value);
            }

            private static string Print(DataViewSchema.Column column)
            {
                var (item, shape, sizes) = column.Type switch
                {
                    ImageDataViewType image => (column.Type, "Scalar", $"{image.Height},{image.Width}"),
                    VectorDataViewType vector => (vector.ItemType, vector.IsKnownSize ? "Fixed" : "Variable", vector.IsKnownSize || vector.Dimensions.Length > 1 ? string.Join(",", vector.Dimensions) : ""),
                    _ => (column.Type, "Scalar", ""),
                };
                var values = column.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type is VectorDataViewType known ? Name(known.ItemType) : "None";
                return $"{Name(item)};{shape};{sizes};{(item as KeyDataViewType)?.Count};{values}";
            }

            private static string Name(DataViewType type) =>
                type switch
                {
                    KeyDataViewType key => key.RawType.Name + "Key",
                    TextDataViewType => "Text",
                    ImageDataViewType => "Image",
                    _ => type.RawType.Name,
                };
        }
        """;
}
