using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MlAntipatternAnalyzers.CodeFixes.Shared;
using MlAntipatternAnalyzers.MlNet;
using MlAntipatternAnalyzers.Program;
using MlAntipatternAnalyzers.Rules;

namespace MlAntipatternAnalyzers.CodeFixes.Lifecycle;

/// <summary>The first step of a pipeline, before which a mapping can be put.</summary>
internal sealed class PipelineHead
{
    private readonly Document document;
    private readonly InvocationExpressionSyntax step;
    private readonly ExpressionSyntax context;
    private readonly MlNetSymbols ml;

    private PipelineHead(Document document, InvocationExpressionSyntax step, ExpressionSyntax context, MlNetSymbols ml)
    {
        this.document = document;
        this.step = step;
        this.context = context;
        this.ml = ml;
    }

    /// <summary>The step that a finding names, or null where it names none, or one that is not called on a context.</summary>
    public static PipelineHead? Of(Document document, Diagnostic diagnostic, MlNetSymbols ml, CancellationToken cancellationToken)
    {
        var facts = diagnostic.Properties;
        if (!facts.TryGetValue(MLAP3001FeatureComputedOutsidePipelineAnalyzer.PipelineFileProperty, out var file)
            || !int.TryParse(facts[MLAP3001FeatureComputedOutsidePipelineAnalyzer.PipelineStartProperty], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(facts[MLAP3001FeatureComputedOutsidePipelineAnalyzer.PipelineEndProperty], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || ml.Compilation.SyntaxTrees.FirstOrDefault(candidate => candidate.FilePath == file) is not { } tree || document.Project.Solution.GetDocument(tree) is not { } home
            || tree.GetRoot(cancellationToken) is not { } root || end > root.FullSpan.End || root.FindNode(TextSpan.FromBounds(start, end)).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } step || step.Span.End != end)
            return null;

        var semantics = ml.Compilation.GetSemanticModel(tree);
        var receiver = (step.Expression as MemberAccessExpressionSyntax)?.Expression;
        while (receiver is MemberAccessExpressionSyntax access && ml.TypeOf(semantics.GetTypeInfo(receiver, cancellationToken).Type) != MlType.Context)
            receiver = access.Expression;
        return receiver is not null && ml.TypeOf(semantics.GetTypeInfo(receiver, cancellationToken).Type) == MlType.Context ? new PipelineHead(home, step, receiver, ml) : null;
    }

    /// <summary>Puts a mapping before the step, and its class after the last of the types beside the one that the step stands in.</summary>
    public void Prepend(EditPlan plan, string row, MovedComputations moved, CancellationToken cancellationToken)
    {
        var semantics = ml.Compilation.GetSemanticModel(step.SyntaxTree);
        var root = step.SyntaxTree.GetRoot(cancellationToken);
        var lineEnd = MlExpressions.NewLineOf(step.SyntaxTree.GetText(cancellationToken));
        var contract = row + "Features";
        for (var number = 2; semantics.LookupNamespacesAndTypes(step.SpanStart, name: contract + "Mapping").Any(); number++)
            contract = row + "Features" + number.ToString(CultureInfo.InvariantCulture);

        plan.Insert(document, step.SpanStart, $"{context}.Transforms.CustomMapping(new {contract}Mapping().GetMapping(), contractName: \"{contract}\"){lineEnd}{EditPlan.Indentation(step)}    .Append(");
        plan.Insert(document, step.Span.End, ")");

        var outermost = step.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault();
        var last = outermost?.Parent is BaseNamespaceDeclarationSyntax space ? space.Members.Last() : ((CompilationUnitSyntax)root).Members.Last();
        var isNullable = semantics.GetNullableContext(last.SpanStart).AnnotationsEnabled();
        var indent = outermost is null ? "" : EditPlan.Indentation(outermost);
        var lines = Declare(contract, moved, isNullable).TrimEnd('\n').Split('\n').Select(line => line.Length == 0 ? line : indent + line);
        plan.Insert(document, last.Span.End, lineEnd + lineEnd + string.Join(lineEnd, lines));

        plan.Use(document, semantics, step.SpanStart, "Action", "System", lineEnd);
        if (moved.Computations.Any(computation => RowType.NameOf(computation.Member, ml) != computation.Member.Name))
            plan.Use(document, semantics, step.SpanStart, "ColumnNameAttribute", "Microsoft.ML.Data", lineEnd);
        plan.Use(document, semantics, step.SpanStart, "CustomMappingFactory", "Microsoft.ML.Transforms", lineEnd);
    }

    /// <summary>A member of a row class.</summary>
    public static string Property(string name, ITypeSymbol type, bool isNullable) =>
        $"public {TypeName(type)} {name} {{ get; set; }}" + (isNullable && type.IsReferenceType ? " = \"\";" : "");

    private string Declare(string contract, MovedComputations moved, bool isNullable)
    {
        var text = new StringBuilder();
        text.Append($"[CustomMappingFactoryAttribute(\"{contract}\")]\n");
        text.Append($"internal sealed class {contract}Mapping : CustomMappingFactory<{contract}Mapping.Input, {contract}Mapping.Output>\n{{\n");
        text.Append("    public override Action<Input, Output> GetMapping() => (input, output) =>\n    {\n");
        foreach (var (member, expression) in moved.Computations)
            text.Append($"        output.{member.Name} = {expression.Replace("\r\n", "\n")};\n");
        text.Append("    };\n\n    public sealed class Input\n    {\n");
        foreach (var input in moved.Inputs)
            text.Append($"        {Property(input.Name, input.Type, isNullable)}\n");
        text.Append("    }\n\n    public sealed class Output\n    {\n");
        foreach (var (member, _) in moved.Computations)
        {
            var column = RowType.NameOf(member, ml);
            var attribute = column == member.Name ? "" : $"[ColumnName({SymbolDisplay.FormatLiteral(column, quote: true)})] ";
            text.Append($"        {attribute}{Property(member.Name, member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type, isNullable)}\n");
        }

        return text.Append("    }\n}\n").ToString();
    }

    private static string TypeName(ITypeSymbol type) => type.SpecialType == SpecialType.System_DateTime ? "System.DateTime" : type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString();
}
