using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MlAntipatternAnalyzers.CodeFixes.Shared;

namespace MlAntipatternAnalyzers.CodeFixes.Skew;

/// <summary>Moves the computation that the model was trained with into a method, and calls it for training and for serving.</summary>
/// <remarks>Training's is the one to keep: the model that is there was trained with it. Offered where serving has what it starts from.</remarks>
public abstract class SharedFeaturizerCodeFix : PlannedCodeFix
{
    private protected SharedFeaturizerCodeFix(string id, string key)
        : base(id, "Compute it in one method for training and serving", key)
    {
    }

    private protected sealed override async Task<EditPlan?> PlanAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.AdditionalLocations.FirstOrDefault() is not { } trained || DocumentAt(trained, document.Project) is not { } training
            || await AssignmentAsync(document, diagnostic.Location, cancellationToken).ConfigureAwait(false) is not { } served
            || await AssignmentAsync(training, trained, cancellationToken).ConfigureAwait(false) is not { } known
            || await training.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } semantics
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } other
            || semantics.GetSymbolInfo(known.Left, cancellationToken).Symbol is not { } member
            || known.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax owner } method
            || semantics.GetDeclaredSymbol(owner, cancellationToken) is not { } type
            || SharedComputation.Of(semantics, known.Right, cancellationToken) is not { } computation)
            return null;

        var given = computation.Inputs.Select(input => computation.InOther(input, other, served.Right)).ToList();
        if (given.Any(value => value is null))
            return null;

        var isOwn = served.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } user && SymbolEqualityComparer.Default.Equals(other.GetDeclaredSymbol(user, cancellationToken), type);
        var seen = type.GetDocumentationCommentId() is { } id && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, other.Compilation) is INamedTypeSymbol there ? there : type;
        var name = new FreshNames(semantics, known).Next(member.Name + "Of");
        var result = (member as IPropertySymbol)?.Type ?? ((IFieldSymbol)member).Type;
        var parameters = string.Join(", ", computation.Inputs.Select(input => input.Type.ToMinimalDisplayString(semantics, method.SpanStart) + " " + input.Parameter));
        var lineEnd = MlExpressions.NewLineOf(await training.GetTextAsync(cancellationToken).ConfigureAwait(false));
        var indentation = EditPlan.Indentation(method);

        var plan = new EditPlan();
        plan.Replace(training, known.Right.Span, $"{name}({string.Join(", ", computation.Inputs.Select(input => input.Text))})");
        plan.Insert(training, owner.Members[owner.Members.Count - 1].Span.End, $"{lineEnd}{lineEnd}{indentation}{(isOwn ? "private" : training.Project == document.Project ? "internal" : "public")} static {result.ToMinimalDisplayString(semantics, method.SpanStart)} {name}({parameters}) => {computation.Body};");
        plan.Replace(document, served.Right.Span, $"{(isOwn ? "" : seen.ToMinimalDisplayString(other, served.SpanStart) + ".")}{name}({string.Join(", ", given)})");
        return plan;
    }

    /// <summary>The document of a place: in the project itself, or named by its file, in one that it references.</summary>
    private static Document? DocumentAt(Location place, Project project)
    {
        if (place.SourceTree is { } tree)
            return project.Solution.GetDocument(tree);
        var referenced = project.ProjectReferences.Select(reference => reference.ProjectId).ToList();
        return project.Solution.GetDocumentIdsWithFilePath(place.GetLineSpan().Path).Where(id => referenced.Contains(id.ProjectId)).Select(project.Solution.GetDocument).FirstOrDefault();
    }

    private static async Task<AssignmentExpressionSyntax?> AssignmentAsync(Document document, Location location, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        return root?.FindNode(location.SourceSpan, getInnermostNodeForTie: true) as AssignmentExpressionSyntax;
    }
}
