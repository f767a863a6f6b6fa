using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The members of a row that nobody assigns: they are 0 or null.</summary>
internal sealed class UnsetMembers
{
    private readonly ObjectValue row;
    private readonly ProgramModel program;
    private readonly HashSet<string> written;
    private readonly bool isShared;

    private UnsetMembers(ObjectValue row, ProgramModel program, bool isShared)
    {
        this.row = row;
        this.program = program;
        this.isShared = isShared;
        written = new HashSet<string>(row.Writes.Select(write => write.Member.Name));
    }

    /// <summary>Looks at a row as one flow uses it; null where code that is not followed may have filled it too.</summary>
    public static UnsetMembers? Of(ObjectValue row, ProgramEvent use, Flows flows)
    {
        if (row.IsThis || flows.Model is not { } program || !program.Ask(() => IsMadeInSource(row, program.Source)) || row.Writes.Any(write => write.Member is IMethodSymbol)
            || flows.Roots.FirstOrDefault(root => root.Events.Contains(use)) is not { } root || root.Exposed.Any(value => Holds(value, row, 0)))
            return null;

        // What a member holds, other methods can fill; what markup is bound to, code that is not there.
        var holders = root.Writes.Where(written => written.Value.Any(value => Holds(value, row, 0))).Select(written => written.Key).ToList();
        var isMadeHere = root.Visited.Any(body => body.Node.SyntaxTree == row.Origin.Node.SyntaxTree && body.Node.Span.Contains(row.Origin.Node.Span));
        var home = row.Origin.Node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if (holders.Any(holder => !IsOwn(holder)) || (!isMadeHere && home?.Modifiers.Any(SyntaxKind.StaticKeyword) != true))
            return null;
        return new UnsetMembers(row, program, isShared: holders.Count > 0 || !isMadeHere);
    }

    /// <summary>Whether anything at all was assigned where the row is made or later, beside what its class begins with: an empty row only shows what its columns are.</summary>
    public bool IsFilled => row.Writes.Any(write => !IsInitial(write.Member));

    /// <summary>Whether a column of the row's class keeps the default of its type.</summary>
    public bool Has(RowType.Column column)
    {
        var member = column.Member.OriginalDefinition;
        if (written.Contains(member.Name) || IsInitial(member) || !IsStored(member))
            return false;
        return !isShared || !program.Ask(() => program.Code.WritersOf(member).Any(writer => !ValueSources.IsInitial(writer) && IsAssignedIn(writer, member)));
    }

    /// <summary>Whether code that assigns to a member has it of an object from elsewhere; what an initializer sets belongs to the object that is made there.</summary>
    private bool IsAssignedIn(Body writer, ISymbol member) =>
        program.OperationOf(writer)?.Descendants().OfType<IMemberReferenceOperation>().Any(reference =>
            SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member) && reference.Instance is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }) != false;

    private bool IsInitial(ISymbol member) =>
        member.ContainingType is { } type && program.Ask(() => program.Source.InitializersOf(type.OriginalDefinition).Any(initializer => AcrossProjects.AreSame(initializer.Symbol, member)));

    /// <summary>Whether a member is a variable, and not a property that keeps its value in another one.</summary>
    private static bool IsStored(ISymbol member) =>
        member is IFieldSymbol || (member is IPropertySymbol { IsVirtual: false, IsOverride: false, IsAbstract: false } && member.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, member)));

    /// <summary>Whether all the code is at hand that runs when an object of the class is made.</summary>
    private static bool IsMadeInSource(ObjectValue row, SourceCode code)
    {
        for (var type = row.Type; type is not null && type.SpecialType is not SpecialType.System_Object and not SpecialType.System_ValueType; type = type.BaseType)
        {
            if (!code.IsSource(type.OriginalDefinition))
                return false;
        }

        return row.Origin.Node is BaseObjectCreationExpressionSyntax;
    }

    /// <summary>A variable that only the code beside it assigns to.</summary>
    private static bool IsOwn(ISymbol holder) =>
        holder.IsStatic || (holder is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } && holder.ContainingType.DeclaringSyntaxReferences.Select(declared => declared.GetSyntax()).OfType<TypeDeclarationSyntax>().All(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword)));

    private static bool Holds(Value value, ObjectValue row, int depth) =>
        depth < 4 && value switch
        {
            ObjectValue made => made.Equals(row) || (!made.IsThis && made.Writes.Any(write => Holds(write.Value, row, depth + 1))),
            SequenceValue sequence => sequence.Items.Any(item => Holds(item, row, depth + 1)),
            TupleValue tuple => tuple.Items.Any(item => Holds(item, row, depth + 1)),
            JoinValue join => join.Alternatives.Any(alternative => Holds(alternative, row, depth + 1)),
            _ => false,
        };
}
