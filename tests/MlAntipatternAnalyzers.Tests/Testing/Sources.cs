using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Tests.Testing;

/// <summary>Wraps what matters in a test into a whole file.</summary>
internal static class Sources
{
    /// <summary>Row classes that tests share: regression, binary and multiclass classification, ranking.</summary>
    public const string Rows = """
        using Microsoft.ML.Data;

        public class Trip
        {
            [LoadColumn(0)] public string VendorId { get; set; }
            [LoadColumn(1)] public float RateCode { get; set; }
            [LoadColumn(2)] public float PassengerCount { get; set; }
            [LoadColumn(3)] public float TripTime { get; set; }
            [LoadColumn(4)] public float TripDistance { get; set; }
            [LoadColumn(5)] public string PaymentType { get; set; }
            [LoadColumn(6)] public float FareAmount { get; set; }
        }

        public class TripPrediction
        {
            [ColumnName("Score")] public float FareAmount { get; set; }
        }

        public class Review
        {
            [LoadColumn(0)] public string Text { get; set; }
            [LoadColumn(1), ColumnName("Label")] public bool IsPositive { get; set; }
        }

        public class ReviewPrediction
        {
            public bool PredictedLabel { get; set; }
            public float Probability { get; set; }
            public float Score { get; set; }
        }

        public class Ticket
        {
            [LoadColumn(0)] public string Area { get; set; }
            [LoadColumn(1)] public string Title { get; set; }
            [LoadColumn(2)] public string Description { get; set; }
        }

        public class TicketPrediction
        {
            public string PredictedLabel { get; set; }
            public float[] Score { get; set; }
        }

        public class Impression
        {
            [LoadColumn(0)] public string QueryId { get; set; }
            [LoadColumn(1)] public float Position { get; set; }
            [LoadColumn(2)] public float Price { get; set; }
            [LoadColumn(3)] public float StarRating { get; set; }
            [LoadColumn(4)] public float Clicked { get; set; }
        }

        public class ClickPrediction
        {
            public float Score { get; set; }
        }
        """;

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Trainers;
        using Microsoft.ML.Transforms;
        """;

    /// <summary>A program whose <c>Main</c> is <paramref name="body"/>, with <c>mlContext</c> in scope.</summary>
    public static string Body(string body) => Members($$"""
        private static void Main()
        {
        {{Indent(body)}}
        }
        """);

    /// <summary>A class <c>Flow</c> with the given members, and <c>mlContext</c> as a field that a local may hide.</summary>
    public static string Members(string members) => Normalize($$"""
        {{Usings}}

        internal class Flow
        {
            private static readonly MLContext mlContext = new MLContext(seed: 1);

        {{Indent(members)}}
        }
        """ + "\n");

    public static string Normalize(string text) => text.ReplaceLineEndings("\n");

    /// <summary>An executable for a text with top-level statements or a static <c>Main</c>, else a library.</summary>
    public static OutputKind KindOf(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        var hasEntryPoint = root.Members.Any(member => member is GlobalStatementSyntax)
            || root.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(method =>
                method.Identifier.ValueText == "Main" && method.Modifiers.Any(SyntaxKind.StaticKeyword));
        return hasEntryPoint ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
    }

    private static string Indent(string text) =>
        string.Join("\n", Normalize(text).Split('\n').Select(line => line.Length == 0 ? line : "    " + line));
}
