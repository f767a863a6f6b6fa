namespace MlAntipatternAnalyzers.SchemaTests.Running;

/// <summary>What running a program says about its columns.</summary>
internal enum OutcomeKind
{
    /// <summary>It ran to its end: there is nothing to warn about.</summary>
    Ran,

    /// <summary>ML.NET refused a column, a type or a row class.</summary>
    SchemaError,

    /// <summary>
    /// ML.NET refuses no column, but leaves a member of a prediction class at its default, because the model has no such column: engines do so unless
    /// they are told not to ignore missing columns. Told so, it throws.
    /// </summary>
    Unset,

    /// <summary>The same, but the program itself then fails of it: what comes after, ML.NET has not judged.</summary>
    UnsetThenFailed,

    /// <summary>It failed for another reason: bad values, no rows, a time limit. This says nothing about columns.</summary>
    Other,
}

/// <summary>How a program ended on ML.NET.</summary>
/// <param name="Kind">What that says about its columns.</param>
/// <param name="ExceptionType">The full name of the exception that ended it; empty when it ran.</param>
/// <param name="Message">Its message, in one line; empty when it ran.</param>
/// <param name="Line">The line of the program that it came through, from one; zero when there is none.</param>
internal sealed record Outcome(OutcomeKind Kind, string ExceptionType, string Message, int Line)
{
    private const int LongestMessage = 240;

    public static Outcome Of(ProgramHost.Answer answer)
    {
        if (answer.ExceptionType is not { } type)
            return new Outcome(OutcomeKind.Ran, "", "", 0);
        var message = (answer.Message ?? "").ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        var kind = SchemaErrors.Contains(type, message) ? OutcomeKind.SchemaError : OutcomeKind.Other;
        return new Outcome(kind, type, message.Length > LongestMessage ? message[..LongestMessage] : message, answer.Line);
    }

    public override string ToString() => Kind == OutcomeKind.Ran ? "ran" : $"line {Line}: {ExceptionType}: {Message}";
}
