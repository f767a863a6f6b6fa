using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

/// <summary>What was found out about the row classes of a compilation, which many rules ask for.</summary>
internal sealed class RowClassCache<T>
{
    private readonly ConditionalWeakTable<MlNetSymbols, ConcurrentDictionary<ITypeSymbol, T>[]> known = new();
    private readonly Func<INamedTypeSymbol, RowUse, MlNetSymbols, T> find;

    public RowClassCache(Func<INamedTypeSymbol, RowUse, MlNetSymbols, T> find)
    {
        this.find = find;
    }

    public T Of(INamedTypeSymbol row, RowUse use, MlNetSymbols ml)
    {
        var byUse = known.GetValue(ml, static _ => new[] { New(), New(), New() });
        var byType = byUse[(int)use];
        if (!byType.TryGetValue(row, out var found))
            byType[row] = found = find(row, use, ml);
        return found;
    }

    private static ConcurrentDictionary<ITypeSymbol, T> New() => new(SymbolEqualityComparer.Default);
}
