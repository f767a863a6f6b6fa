using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MlAntipatternAnalyzers.Program;

/// <summary>Whether only some users may come to an entry point: those of a role, or whom a policy lets in. That someone is signed in is no such restriction.</summary>
/// <remarks>
/// By name, as <see cref="EntryPoints"/> are. What may be a restriction counts as one: an attribute or filter of the program's own that sounds like it, a check of
/// the user's role in the code. To be asked inside <see cref="ProgramModel.Ask{T}"/>.
/// </remarks>
internal sealed class Restrictions
{
    private const int MaximalDepth = 3;

    private static readonly HashSet<string> Words = new() { "role", "roles", "permission", "permissions", "policy", "policies", "admin", "admins", "claim", "claims", "scope", "scopes", "auth", "authorization", "authorize", "authorized", "key" };

    /// <summary>What code calls to find out whether it may go on.</summary>
    private static readonly HashSet<string> Checks = new() { "IsInRole", "HasClaim", "AuthorizeAsync", "IsDevelopment", "IsEnvironment", "Roles", "Policies", "Permissions", "Claims" };

    private static readonly HashSet<string> OwnPermission = new() { "IAuthorizationFilter", "IAsyncAuthorizationFilter", "IAuthorizationRequirementData" };

    private readonly ProgramModel model;
    private readonly Dictionary<string, List<ITypeSymbol>> restrictedMaps = new();
    private bool isRead;
    private bool? defaultsRestrict;

    public Restrictions(ProgramModel model) => this.model = model;

    /// <summary>Whether a method that is an entry point, or its class, lets only some in.</summary>
    public bool Restrict(IMethodSymbol handler)
    {
        var attributes = handler.GetAttributes();
        if (attributes.Any(IsRestriction) || handler.Parameters.SelectMany(parameter => parameter.GetAttributes()).Any(IsRestriction) || ChecksItself(handler))
            return true;
        return !attributes.Any(attribute => NameOf(attribute) == "AllowAnonymous") && handler.ContainingType is { } type && Restrict(type);
    }

    /// <summary>Whether all of a class's entry points let only some in.</summary>
    public bool Restrict(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetAttributes().Any(IsRestriction))
                return true;
        }

        // FastEndpoints says it in a method of the class.
        if (type.GetMembers("Configure").OfType<IMethodSymbol>().Any(ChecksItself))
            return true;
        Read();
        var kind = EntryPoints.IsMadePerRequest(type) && type.Name.EndsWith("Controller", StringComparison.Ordinal) ? "MapController" : "MapRazor";
        return restrictedMaps.Any(map => map.Value.Count > 0
            ? map.Value.Any(mapped => SymbolEqualityComparer.Default.Equals(mapped, type))
            : map.Key.StartsWith(kind, StringComparison.Ordinal) || (kind == "MapController" && map.Key.StartsWith("MapDefaultController", StringComparison.Ordinal)));
    }

    /// <summary>Whether an endpoint that is mapped to a function lets only some in.</summary>
    /// <param name="function">The lambda, or the name of the method.</param>
    /// <param name="body">Where it is mapped.</param>
    public bool RestrictEndpoint(SyntaxNode function, Body body)
    {
        if (function is AnonymousFunctionExpressionSyntax lambda)
        {
            if (Mentions(lambda, Checks) || (lambda is ParenthesizedLambdaExpressionSyntax { AttributeLists: var lists } && lists.SelectMany(list => list.Attributes).Any(IsRestriction)))
                return true;
        }
        else if (model.Code.SemanticsOf(function.SyntaxTree).GetSymbolInfo(function) is var info && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol handler && Restrict(handler))
        {
            return true;
        }

        return function.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } map && (RestrictAround(map, body, 0) || IsForDevelopment(map, body));
    }

    /// <summary>Whether what is called on a mapped endpoint or group, before or after, restricts it.</summary>
    private bool RestrictAround(ExpressionSyntax mapped, Body body, int depth)
    {
        SyntaxNode outermost = mapped;
        while (outermost.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == outermost)
        {
            if (IsRestriction(call))
                return true;
            outermost = call;
        }

        if (outermost.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } && IsRestrictedLater(variable.Identifier.ValueText, body))
            return true;
        for (var inner = ReceiverOf(mapped); inner is not null; inner = ReceiverOf(inner))
        {
            if (inner is InvocationExpressionSyntax call && IsRestriction(call))
                return true;
            if (inner is IdentifierNameSyntax name)
                return IsRestrictedLater(name.Identifier.ValueText, body) || RestrictVariable(name, body, depth);
        }

        return false;
    }

    /// <summary>Whether the group that a variable holds is restricted where it is made; a parameter's, where every caller makes it.</summary>
    private bool RestrictVariable(IdentifierNameSyntax name, Body body, int depth)
    {
        switch (model.Code.SemanticsOf(name.SyntaxTree).GetSymbolInfo(name).Symbol)
        {
            case ILocalSymbol local when local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } made }:
                return (made is InvocationExpressionSyntax call && IsRestriction(call)) || RestrictAround(made, body, depth);

            case IParameterSymbol parameter when depth < MaximalDepth && body.Method is { } method && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method):
                var calls = model.Code.CallersOf(body).SelectMany(caller => caller.Node.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => Repetitions.NameOf(call) == method.Name).Select(call => (call, caller))).ToList();
                return calls.Count > 0 && calls.All(site => RestrictAround(site.call, site.caller, depth + 1) || site.call.ArgumentList.Arguments.Any(argument =>
                    argument.Expression is InvocationExpressionSyntax given ? IsRestriction(given) || RestrictAround(given, site.caller, depth + 1) : argument.Expression is IdentifierNameSyntax held && RestrictVariable(held, site.caller, depth + 1)));

            default:
                return false;
        }
    }

    private static ExpressionSyntax? ReceiverOf(ExpressionSyntax expression) =>
        expression switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Expression,
            MemberAccessExpressionSyntax access => access.Expression,
            _ => null,
        };

    private static bool IsRestrictedLater(string variable, Body body) =>
        body.Node.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            IsRestriction(call) && call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } && name.Identifier.ValueText == variable);

    /// <summary>Mapped only where a developer runs the program.</summary>
    private static bool IsForDevelopment(SyntaxNode map, Body body) =>
        map.Ancestors().TakeWhile(node => node != body.Node).OfType<IfStatementSyntax>().Any(branch => branch.Statement.Span.Contains(map.Span) && Mentions(branch.Condition, Checks));

    private static bool IsRestriction(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        switch (Repetitions.NameOf(call))
        {
            case "RequireHost" or "RequireScope" or "RequireRole" or "RequireClaim":
                return true;

            case "RequireAuthorization":
                return arguments.Any(argument => argument.Expression switch
                {
                    AnonymousFunctionExpressionSyntax policy => policy.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(step => Repetitions.NameOf(step) is not "RequireAuthenticatedUser" and not "AddAuthenticationSchemes" and not "Build"),
                    BaseObjectCreationExpressionSyntax created => Mentions(created, new HashSet<string> { "Roles", "Policy" }) || created.ArgumentList is { Arguments.Count: > 0 },
                    _ => true,
                });

            case "AddEndpointFilter" or "WithMetadata":
                return call.DescendantTokens().Any(token => token.Parent is SimpleNameSyntax && NameWords.Of(token.ValueText).Any(Words.Contains));

            default:
                return false;
        }
    }

    private bool IsRestriction(AttributeData attribute)
    {
        if (NameOf(attribute) == "Authorize" && defaultsRestrict is null && DefaultsRestrict())
            return true;
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax written && NameOf(attribute) is "Authorize" or "ServiceFilter" or "TypeFilter" or "HttpTrigger")
            return IsRestriction(written);
        if (NameOf(attribute) == "Authorize")
            return defaultsRestrict == true || attribute.ConstructorArguments.Length > 0 || attribute.NamedArguments.Any(argument => argument is { Key: "Roles" or "Policy", Value.IsNull: false });
        for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
        {
            if (type.Name == "AuthorizeAttribute" || type.Interfaces.Any(implemented => OwnPermission.Contains(implemented.Name)))
                return true;
        }

        return NameOf(attribute) is var name && name != "AllowAnonymous" && name != "Key" && NameWords.Of(name).Any(Words.Contains);
    }

    private bool IsRestriction(AttributeSyntax attribute)
    {
        var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : attribute.Name.ToString();
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        switch (Trimmed(name))
        {
            case "Authorize":
                return DefaultsRestrict() || arguments.Any(argument => argument.NameEquals is not { Name.Identifier.ValueText: var set } || set is "Roles" or "Policy");
            case "ServiceFilter" or "TypeFilter":
                return attribute.DescendantTokens().Any(token => token.Parent is SimpleNameSyntax && NameWords.Of(token.ValueText).Any(Words.Contains));
            case "HttpTrigger":
                return arguments.Any(argument => argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Admin" });
            case "AllowAnonymous":
                return false;
            case var other:
                return NameWords.Of(other).Any(Words.Contains);
        }
    }

    /// <summary>Whether the program gives a plain <c>[Authorize]</c> another meaning than that someone is signed in.</summary>
    private bool DefaultsRestrict() => defaultsRestrict ??= model.Code.Mentions("DefaultPolicy") && (model.Code.Mentions("RequireRole") || model.Code.Mentions("RequireClaim") || model.Code.Mentions("RequireAssertion"));

    private bool ChecksItself(IMethodSymbol method) => model.Code.BodyOf(method) is { } body && Mentions(body.Node, Checks);

    private static bool Mentions(SyntaxNode node, HashSet<string> names) => node.DescendantTokens().Any(token => token.Parent is SimpleNameSyntax && names.Contains(token.ValueText));

    private static string NameOf(AttributeData attribute) => Trimmed(attribute.AttributeClass?.Name ?? "");

    private static string Trimmed(string name) => name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;

    /// <summary>Reads what is mapped with a restriction: <c>app.MapControllers().RequireAuthorization("admin")</c>, <c>app.MapHub&lt;T&gt;(…).RequireAuthorization(…)</c>, conventions of pages.</summary>
    private void Read()
    {
        if (isRead)
            return;
        isRead = true;
        foreach (var name in new[] { "RequireAuthorization", "AuthorizeFolder", "AuthorizePage", "AuthorizeAreaFolder" }.Select(TreeIndex.Hash))
        {
            foreach (var tree in model.Code.Trees.Where(tree => tree.Mentions(name)))
            {
                foreach (var call in tree.Tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
                    Read(call);
            }
        }
    }

    private void Read(InvocationExpressionSyntax call)
    {
        if (Repetitions.NameOf(call) is "AuthorizeFolder" or "AuthorizePage" && call.ArgumentList.Arguments.Count > 1)
            restrictedMaps["MapRazorPages"] = new List<ITypeSymbol>();
        if (!IsRestriction(call) || Repetitions.NameOf(call) != "RequireAuthorization")
            return;
        for (var inner = ReceiverOf(call); inner is not null; inner = ReceiverOf(inner))
        {
            if (inner is not InvocationExpressionSyntax map || Repetitions.NameOf(map) is not { } name || !name.StartsWith("Map", StringComparison.Ordinal))
                continue;
            var types = (map.Expression as MemberAccessExpressionSyntax)?.Name is GenericNameSyntax generic
                ? generic.TypeArgumentList.Arguments.Select(type => model.Code.SemanticsOf(type.SyntaxTree).GetTypeInfo(type).Type).OfType<ITypeSymbol>().ToList()
                : new List<ITypeSymbol>();
            if (types.Count > 0 || name is "MapControllers" or "MapControllerRoute" or "MapDefaultControllerRoute" or "MapRazorPages" or "MapRazorComponents")
                restrictedMaps[name + string.Concat(types.Select(type => type.Name))] = types;
        }
    }
}
