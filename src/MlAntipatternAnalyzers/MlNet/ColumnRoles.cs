namespace MlAntipatternAnalyzers.MlNet;

/// <summary>What a parameter, or a member of an Options object, names.</summary>
internal enum ColumnRole
{
    None,
    Output,
    Input,

    /// <summary>Pairs of output and input.</summary>
    Pairs,
    Label,
    Feature,
    Weight,
    Group,

    /// <summary>The score of a model, which a calibrator or an evaluator reads.</summary>
    Score,
    PredictedLabel,
    Probability,

    /// <summary>The column whose equal values a split keeps together.</summary>
    SamplingKey,

    /// <summary>Columns that are kept, and no others (<c>SelectColumns</c>).</summary>
    Kept,

    /// <summary>Columns that are dropped.</summary>
    Dropped,
}

/// <summary>ML.NET names its parameters with great regularity; this is the regularity.</summary>
internal static class ColumnRoles
{
    public static ColumnRole Of(string name)
    {
        switch (name)
        {
            case "outputColumnName":
            case "OutputColumnName":
            case "outputColumn":
            case "outputColumnNames":
                return ColumnRole.Output;

            case "inputColumnName":
            case "InputColumnName":
            case "inputColumn":
            case "inputColumns":
            case "inputColumnNames":
            case "InputColumnNames":
            case "matrixColumnIndexColumnName":
            case "MatrixColumnIndexColumnName":
            case "matrixRowIndexColumnName":
            case "MatrixRowIndexColumnName":
            case "sentence1ColumnName":
            case "sentence2ColumnName":
                return ColumnRole.Input;

            case "columns":
                return ColumnRole.Pairs;

            case "labelColumnName":
            case "LabelColumnName":
            case "labelColumn":
                return ColumnRole.Label;

            case "featureColumnName":
            case "FeatureColumnName":
            case "featureColumnNames":
            case "featureColumn":
            case "featuresColumn":
            case "featuresColumnName":
            case "ExtraFeatureColumns":
                return ColumnRole.Feature;

            case "exampleWeightColumnName":
            case "ExampleWeightColumnName":
            case "weightColumn":
                return ColumnRole.Weight;

            case "rowGroupColumnName":
            case "RowGroupColumnName":
            case "groupIdColumn":
                return ColumnRole.Group;

            case "scoreColumnName":
                return ColumnRole.Score;

            case "predictedLabelColumnName":
                return ColumnRole.PredictedLabel;

            case "probabilityColumnName":
                return ColumnRole.Probability;

            case "samplingKeyColumnName":
            case "stratificationColumn":
                return ColumnRole.SamplingKey;

            case "columnNames":
            case "keepColumns":
                return ColumnRole.Kept;

            default:
                return ColumnRole.None;
        }
    }
}
