using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace MlAntipatternAnalyzers.Contracts;

/// <summary>The data schemas among a project's additional files, by the paths that code calls them by.</summary>
internal sealed class DataSchemas
{
    public DataSchemas(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken) => Files = CommittedDataSchema.In(files, cancellationToken);

    public IReadOnlyList<CommittedDataSchema> Files { get; }

    /// <summary>The schema of a path, whose folder is another one when the program runs; null where there is no such file, or several.</summary>
    public CommittedDataSchema? At(string path)
    {
        var named = Files.Where(file => string.Equals(file.FileName, CommittedDataSchema.NameOf(path), StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>The schema that is named like a row class; null where there is no such file, or several.</summary>
    public CommittedDataSchema? Of(INamedTypeSymbol row) => At(row.Name + CommittedDataSchema.FileExtension);

    /// <summary>What the schema of a path says of a column; null where there is no such file, or none of its columns has this name.</summary>
    public DataSchemaColumn? Find(string path, string column) => At(path)?.Reading.Find(column);
}
