using System;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>The data schemas among a project's additional files (<c>NAME.mlschema.json</c>), as far as rules ask about them.</summary>
internal sealed class DataSchemas
{
    private readonly ImmutableArray<AdditionalText> files;
    private readonly CancellationToken cancellationToken;

    public DataSchemas(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        this.files = files;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>Whether a column may hold 0 by the schema of a path; null where there is no such file, or none of its columns has this name.</summary>
    public bool? AllowsZero(string path, string column)
    {
        var file = files.FirstOrDefault(file => string.Equals(Path.GetFileName(file.Path), Path.GetFileName(path), StringComparison.OrdinalIgnoreCase));
        if (file?.GetText(cancellationToken)?.ToString() is not { } text)
            return null;

        // The object of a column of numbers has no other objects in it.
        var expectation = Regex.Match(text, "\\{[^{}]*\"name\"\\s*:\\s*\"" + Regex.Escape(column) + "\"[^{}]*\\}", RegexOptions.CultureInvariant);
        return expectation.Success ? !(Bound(expectation.Value, "min") > 0) && !(Bound(expectation.Value, "max") < 0) : null;
    }

    private static double? Bound(string expectation, string name)
    {
        var bound = Regex.Match(expectation, "\"" + name + "\"\\s*:\\s*(-?[0-9.eE+-]+)", RegexOptions.CultureInvariant);
        return bound.Success && double.TryParse(bound.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
