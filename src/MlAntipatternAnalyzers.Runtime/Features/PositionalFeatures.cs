using System;
using System.Globalization;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>Puts the neutral value in the members that <see cref="PositionalFeatureAttribute"/> marks: in a row, a view, or in front of a model.</summary>
public static class PositionalFeatures
{
    /// <summary>Sets the positional members of a row to their neutral values.</summary>
    /// <typeparam name="TRow">The row class as the engine is typed with it. Members that only a derived class marks are not seen.</typeparam>
    /// <param name="row">Is changed.</param>
    /// <returns>The same row, so that it can be handed on: <c>engine.Predict(PositionalFeatures.Neutralize(row))</c>.</returns>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="TRow"/> has no positional member, or one that cannot hold its neutral value; the message names it. Thrown at each call.
    /// </exception>
    /// <remarks>The class is looked at once; each call after that costs as much as the assignments. Safe on several threads for different rows.</remarks>
    public static TRow Neutralize<TRow>(TRow row)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(row);
        Neutralizer<TRow>.Assign.Value(row);
        return row;
    }

    /// <summary>Replaces the positional columns of a view by their neutral values.</summary>
    /// <typeparam name="TRow">The row class that marks them; its column names are used.</typeparam>
    /// <param name="catalog"><c>mlContext.Transforms</c>.</param>
    /// <returns>
    /// An estimator that learns nothing, made of ML.NET's own transforms: it can be saved, and loaded without registering anything. It belongs in front of a
    /// model that serves, never into the pipeline that is trained: there the positions must be the real ones.
    /// </returns>
    /// <exception cref="InvalidOperationException">No positional member, one that cannot hold its neutral value, or one whose type ML.NET's expressions do not know (unsigned integers and keys).</exception>
    public static IEstimator<ITransformer> NeutralizePositions<TRow>(this TransformsCatalog catalog)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var definition = RowTypeColumns.Definition(typeof(TRow));
        var chain = new EstimatorChain<ITransformer>();
        foreach (var member in PositionalMember.Of(typeof(TRow)))
        {
            var column = definition.FirstOrDefault(c => c.MemberName == member.Member.Name)
                ?? throw new InvalidOperationException($"[PositionalFeature] '{typeof(TRow)}.{member.Member.Name}' is no column of the view ([NoColumn]); take the attribute away.");
            chain = Append(chain, catalog, member, column);
        }
        return chain;
    }

    /// <summary>Puts neutral positions in front of a model: whatever position the caller fills in, the score is that of the neutral one.</summary>
    /// <typeparam name="TRow">The row class that the model is served with.</typeparam>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The model that was trained with real positions.</param>
    /// <returns>A model for engines, pools and <c>Transform</c>; saved, it stays so.</returns>
    /// <exception cref="InvalidOperationException">As <see cref="NeutralizePositions{TRow}"/>.</exception>
    public static ITransformer WithNeutralPositions<TRow>(this MLContext mlContext, ITransformer model)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(model);
        // Nothing is learned, so nothing has to be in it.
        var noRows = mlContext.Data.LoadFromEnumerable(Array.Empty<TRow>());
        return mlContext.Transforms.NeutralizePositions<TRow>().Fit(noRows).Append(model);
    }

    private static EstimatorChain<ITransformer> Append(EstimatorChain<ITransformer> chain, TransformsCatalog catalog, PositionalMember member, SchemaDefinition.Column column)
    {
        var name = column.ColumnName;
        if (Literal(member.Neutral) is { } literal && column.ColumnType is not KeyDataViewType)
            return chain.Append<ITransformer>(catalog.Expression(name, $"x : {literal}", name));
        if (member.Neutral is sbyte or short && Literal(System.Convert.ToInt64(member.Neutral, CultureInfo.InvariantCulture)) is { } whole)
        {
            // Expressions know no small integers; ML.NET converts them to the large ones and back.
            var kind = member.Neutral is sbyte ? DataKind.SByte : DataKind.Int16;
            return chain
                .Append<ITransformer>(catalog.Conversion.ConvertType(name, outputKind: DataKind.Int64))
                .Append<ITransformer>(catalog.Expression(name, $"x : {whole}", name))
                .Append<ITransformer>(catalog.Conversion.ConvertType(name, outputKind: kind));
        }
        throw new InvalidOperationException(
            $"[PositionalFeature] '{member.Member.DeclaringType}.{member.Member.Name}' is a column of {ColumnType.From(column.ColumnType)}, which ML.NET's expressions cannot write; make it Single or Int32, or neutralise row by row.");
    }

    /// <summary>The value in the notation of ML.NET's expressions; null for a type that they do not know.</summary>
    private static string? Literal(object value) => value switch
    {
        bool b => b ? "true" : "false",
        float f when float.IsNaN(f) => "na(x)",
        double d when double.IsNaN(d) => "na(x)",
        float f when float.IsInfinity(f) => f > 0 ? "1f / 0f" : "-1f / 0f",
        double d when double.IsInfinity(d) => d > 0 ? "1d / 0d" : "-1d / 0d",
        float f => ExpressionNumber.Of(f),
        double d => ExpressionNumber.Of(d),
        // The smallest number has no literal: without its sign it is out of range.
        int.MinValue => "-2147483647 - 1",
        long.MinValue => "-9223372036854775807L - 1L",
        int i => i.ToString(CultureInfo.InvariantCulture),
        long l => l.ToString(CultureInfo.InvariantCulture) + "L",
        string s => "\"" + s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"",
        _ => null,
    };

    private static class Neutralizer<TRow>
        where TRow : class
    {
        public static readonly Lazy<Action<TRow>> Assign = new(Compile);

        private static Action<TRow> Compile()
        {
            var row = Expression.Parameter(typeof(TRow), "row");
            var assignments = PositionalMember.Of(typeof(TRow)).Select(p => Expression.Assign(
                p.Member is PropertyInfo property ? Expression.Property(row, property) : Expression.Field(row, (FieldInfo)p.Member),
                Expression.Constant(p.Neutral, p.Type)));
            return Expression.Lambda<Action<TRow>>(Expression.Block(typeof(void), assignments), row).Compile();
        }
    }
}
