using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

internal enum ImpurityKind
{
    Clock,
    Chance,
    Environment,
    Medium,
    State,
}

/// <summary>Something that makes a computation answer otherwise for the same input: at another time, on another machine, in another run.</summary>
internal sealed class Impurity
{
    private Impurity(ImpurityKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    public ImpurityKind Kind { get; }

    /// <summary>What it is, in words: <c>the clock ('DateTime.Now')</c>.</summary>
    public string Text { get; }

    /// <summary>What an operation of .NET's library reads that is no input; null where it reads nothing of the kind.</summary>
    public static Impurity? Of(IOperation operation)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: var property }:
                return OfMember(property);

            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Ordinary } method }:
                return OfMember(method.ReducedFrom ?? method);

            // One that is given a seed draws the same numbers in every run.
            case IObjectCreationOperation { Type: { Name: "Random" } random, Arguments.IsEmpty: true } when IsSystem(random, "System"):
                return new Impurity(ImpurityKind.Chance, "random numbers without a seed ('new Random()')");

            case IObjectCreationOperation { Type: { Name: "StreamReader" or "FileStream" } file } when IsSystem(file, "System.IO"):
                return new Impurity(ImpurityKind.Medium, $"a file ('new {file.Name}')");

            default:
                return null;
        }
    }

    /// <summary>A field, property or captured variable of the program's that is given another value after the mapping was made.</summary>
    public static Impurity? OfState(IOperation operation, IOperation mapping, ProgramModel program)
    {
        switch (operation)
        {
            case IMemberReferenceOperation { Member: IFieldSymbol { IsConst: false, IsReadOnly: false } or IPropertySymbol { SetMethod: not null } } reference
                when ValueSources.IsOwn(reference) && program.IsSource(reference.Member.OriginalDefinition):
                var member = reference.Member.OriginalDefinition;
                return program.Code.WritersOf(member).FirstOrDefault(writer => !ValueSources.IsInitial(writer)) is { } changing
                    ? new Impurity(ImpurityKind.State, $"'{member.Name}', which '{changing.Symbol.Name}' gives another value")
                    : null;

            case ILocalReferenceOperation { Local: var local } when mapping is IBlockOperation && IsCaptured(local, mapping) && IsChangedLater(local, mapping):
                return new Impurity(ImpurityKind.State, $"'{local.Name}', which is captured and given another value later");

            default:
                return null;
        }
    }

    private static bool IsCaptured(ILocalSymbol local, IOperation mapping) =>
        !local.IsConst && local.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == mapping.Syntax.SyntaxTree && !mapping.Syntax.Span.Contains(declared.Span));

    /// <summary>Whether a variable is assigned to behind the place where the lambda stands, or by the lambda itself.</summary>
    private static bool IsChangedLater(ILocalSymbol local, IOperation mapping)
    {
        IOperation top = mapping;
        while (top.Parent is { } parent)
            top = parent;
        return top.Descendants().Any(operation => operation.Syntax.SpanStart >= mapping.Syntax.SpanStart && operation switch
        {
            IAssignmentOperation { Target: ILocalReferenceOperation target } => SymbolEqualityComparer.Default.Equals(target.Local, local),
            IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target } => SymbolEqualityComparer.Default.Equals(target.Local, local),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation given } => SymbolEqualityComparer.Default.Equals(given.Local, local),
            _ => false,
        });
    }

    private static Impurity? OfMember(ISymbol member)
    {
        if (member.ContainingType is not { } type)
            return null;
        var name = $"'{type.Name}.{member.Name}'";
        switch (type.ContainingNamespace?.ToDisplayString())
        {
            case "System":
                return (type.Name, member.Name) switch
                {
                    ("DateTime" or "DateTimeOffset", "Now" or "UtcNow" or "Today") => new Impurity(ImpurityKind.Clock, $"the clock ({name})"),
                    ("TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp") => new Impurity(ImpurityKind.Clock, $"the clock ({name})"),
                    ("Environment", "TickCount" or "TickCount64") => new Impurity(ImpurityKind.Clock, $"the clock ({name})"),
                    ("Environment", not "NewLine") => new Impurity(ImpurityKind.Environment, $"the environment ({name})"),
                    ("Guid", "NewGuid" or "CreateVersion7") => new Impurity(ImpurityKind.Chance, $"chance ({name})"),
                    ("Random", "Shared") => new Impurity(ImpurityKind.Chance, $"random numbers without a seed ({name})"),
                    _ => null,
                };

            case "System.Diagnostics":
                return type.Name switch
                {
                    "Stopwatch" when member.Name is "GetTimestamp" or "StartNew" or "Elapsed" or "ElapsedMilliseconds" or "ElapsedTicks" => new Impurity(ImpurityKind.Clock, $"the clock ({name})"),
                    "Process" => new Impurity(ImpurityKind.Environment, $"the environment ({name})"),
                    _ => null,
                };

            case "System.Security.Cryptography":
                return type.Name == "RandomNumberGenerator" ? new Impurity(ImpurityKind.Chance, $"chance ({name})") : null;

            case "System.IO":
                return type.Name is "File" or "Directory" or "FileInfo" or "DirectoryInfo" ? new Impurity(ImpurityKind.Medium, $"a file ({name})")
                    : (type.Name, member.Name) is ("Path", "GetRandomFileName" or "GetTempFileName") ? new Impurity(ImpurityKind.Chance, $"chance ({name})") : null;

            case "System.Net" or "System.Net.Http" or "System.Net.Http.Json" or "System.Net.Sockets" or "System.Net.NetworkInformation":
                return type.Name is "HttpClient" or "WebClient" or "Dns" or "HttpClientJsonExtensions" or "TcpClient" or "Ping" ? new Impurity(ImpurityKind.Medium, $"the network ({name})") : null;

            default:
                return null;
        }
    }

    private static bool IsSystem(ITypeSymbol type, string space) => type.ContainingNamespace?.ToDisplayString() == space;
}
