using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.MlNet;

namespace MlAntipatternAnalyzers.Program;

internal enum RowDifferenceKind
{
    /// <summary>The class has no such column.</summary>
    Missing,

    /// <summary>The class has the member, but as a column of another name.</summary>
    Renamed,

    /// <summary>The column holds values of another type or size.</summary>
    Retyped,

    /// <summary>The column is another member than in training.</summary>
    Swapped,
}

/// <summary>A column that features are made of, and that a class which is served does not have as the training had it.</summary>
internal sealed class RowDifference
{
    private RowDifference(RowDifferenceKind kind, SchemaColumn trained, ColumnType? served, RowMember? trainedAs, RowMember? servedAs)
    {
        Kind = kind;
        Trained = trained;
        Served = served;
        TrainedAs = trainedAs;
        ServedAs = servedAs;
    }

    public RowDifferenceKind Kind { get; }

    /// <summary>The column, as the model learned from it.</summary>
    public SchemaColumn Trained { get; }

    /// <summary>The type that the class gives it; null where it has no such column.</summary>
    public ColumnType? Served { get; }

    /// <summary>The member that it was in training; null where no class said so.</summary>
    public RowMember? TrainedAs { get; }

    /// <summary>The member of the class that is meant, or that has the column; null where there is none.</summary>
    public RowMember? ServedAs { get; }

    /// <summary>What differs, column by column; nothing where either side is not known whole. The label, the weight and what no feature reads may differ.</summary>
    public static IEnumerable<RowDifference> Between(Training training, INamedTypeSymbol served, ProgramModel program)
    {
        var ml = program.Symbols;
        var trainedAs = Lineage.RowClassOf(training.View);
        var home = ServedModels.ProgramOf(training, program).Symbols;
        if (!training.Features.Complete || AcrossProjects.AreSame(trainedAs, served) || SchemaOf(training, home) is not { IsClosed: true } trained || RowColumns.Of(served, RowUse.Read, ml) is not { IsClosed: true } given)
            yield break;
        var before = trainedAs is null ? null : RowMembers.Of(trainedAs, RowUse.Read, home).ToList();
        var now = RowMembers.Of(served, RowUse.Read, ml).ToList();
        foreach (var source in training.Features.Sources.Where(source => source.IsCertain && !training.IsTarget(source.Column)).GroupBy(source => source.Column).Select(paths => paths.First()))
        {
            if (trained.Find(source.Column) is not { IsCertain: true, Type.IsKnown: true } column)
                continue;
            var member = before?.FirstOrDefault(candidate => candidate.Name == column.Name);
            if (given.Find(column.Name) is not { } other)
            {
                var renamed = member is null ? null : now.FirstOrDefault(candidate => candidate.Symbol.Name == member.Symbol.Name);
                yield return new RowDifference(renamed is null ? RowDifferenceKind.Missing : RowDifferenceKind.Renamed, column, null, member, renamed);
                continue;
            }

            var has = now.FirstOrDefault(candidate => candidate.Name == column.Name);
            if (other.Type.IsKnown && Differ(column.Type, other.Type, source))
                yield return new RowDifference(RowDifferenceKind.Retyped, column, other.Type, member, has);
            else if (member is not null && has is not null && has.Symbol.Name != member.Symbol.Name && now.Any(candidate => candidate.Symbol.Name == member.Symbol.Name && before!.Any(old => old.Name == candidate.Name)))
                yield return new RowDifference(RowDifferenceKind.Swapped, column, other.Type, member, has);
        }
    }

    /// <summary>The columns that the rows were loaded with.</summary>
    private static Schema? SchemaOf(Training training, MlNetSymbols ml)
    {
        var value = (Value)training.View;
        while (value is ViewValue view)
        {
            if (view.IsReloaded)
                return RowColumns.Of(view.ReloadedAs, RowUse.Read, ml);
            if (view.Load is { } load)
                return LoadedSchema.Of(load, ml);
            value = view.Parent ?? Value.Unknown;
        }

        return null;
    }

    private static bool Differ(ColumnType trained, ColumnType served, ColumnTrace.Source source)
    {
        var first = source.Via.IsEmpty ? null : source.Via.Peek();
        if (trained.Items is Items.Image or Items.Custom || served.Items is Items.Image or Items.Custom)
            return false;

        // A conversion in front of all else makes the same of both.
        if (ColumnType.RawOf(trained.Items) != ColumnType.RawOf(served.Items))
            return first is not { Operator.Name: "ConvertType" or "MapValue" } && first?.IsMapping != true;
        if (trained.IsVector != served.IsVector)
            return true;
        if (!trained.IsVector || first?.IsMapping == true)
            return false;
        if (trained.Size is { } before && served.Size is { } now)
            return before != now;
        return trained.Size is not null && served.Shapes == Shapes.Variable && first is null or { Operator.Name: "Concatenate" };
    }
}
