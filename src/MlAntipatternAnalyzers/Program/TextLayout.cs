using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MlAntipatternAnalyzers.Program;

/// <summary>How a text loader reads the lines of a file, as far as that is known.</summary>
internal sealed class TextLayout
{
    private TextLayout()
    {
    }

    /// <summary>The characters that separate fields; null where they are not known.</summary>
    public string? Separators { get; private set; }

    /// <summary>The expression that says so; null where they are ML.NET's default, a tab.</summary>
    public ExpressionSyntax? SeparatorsNode { get; private set; }

    /// <summary>Whether the first line is a header; null where it is not known.</summary>
    public bool? HasHeader { get; private set; }

    /// <summary>Whether quotes hold fields together; null where it is not known.</summary>
    public bool? AllowsQuoting { get; private set; }

    /// <summary>Reads a call that loads a text file, or makes a loader for it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="options">The options object that it is given; null where it is given none that is known.</param>
    /// <param name="memberOf">The last value of a member of an object; null where it has its default.</param>
    public static TextLayout Of(MlCall call, ObjectValue? options, Func<ObjectValue, string, Value?> memberOf)
    {
        if (options is not null)
        {
            var given = options.Writes.Where(write => write.Member.Name == "Separators").Select(write => write.Node).LastOrDefault();
            return new TextLayout
            {
                Separators = memberOf(options, "Separators") is { } characters ? TextOf(characters) : "\t",
                SeparatorsNode = (given as AssignmentExpressionSyntax)?.Right ?? given as ExpressionSyntax,
                HasHeader = FlagOf(memberOf(options, "HasHeader") ?? new ConstantValue(false)),
                AllowsQuoting = FlagOf(memberOf(options, "AllowQuoting") ?? new ConstantValue(false)),
            };
        }

        // Options of which nothing is known; the old methods were given an array of arguments.
        if (call.Has("options") || call.Has("advancedSettings") || call.Has("args"))
            return new TextLayout();
        var argument = (call.Operation as IInvocationOperation)?.Arguments.FirstOrDefault(argument => argument.Parameter?.Name is "separatorChar" or "separator");
        return new TextLayout
        {
            Separators = TextOf(call[call.Has("separatorChar") ? "separatorChar" : "separator"]),
            SeparatorsNode = argument is { ArgumentKind: ArgumentKind.Explicit } ? argument.Value.Syntax as ExpressionSyntax : null,
            HasHeader = FlagOf(call["hasHeader"]),
            AllowsQuoting = FlagOf(call["allowQuoting"]),
        };
    }

    private static bool? FlagOf(Value value) => (value as ConstantValue)?.Content as bool?;

    private static string? TextOf(Value separators) =>
        separators switch
        {
            ConstantValue { Content: char one } => one.ToString(),
            SequenceValue { Exact: true } all when all.Items.All(item => item is ConstantValue { Content: char }) => string.Concat(all.Items.Select(item => (char)((ConstantValue)item).Content!)),
            _ => null,
        };
}
