using System.CommandLine;
using System.Linq;
using MlAntipatternAnalyzers.Runtime;
using MlAntipatternAnalyzers.Tool.Commands;
using MlAntipatternAnalyzers.Tool.Evaluation;

namespace MlAntipatternAnalyzers.Tool.Data.Commands;

/// <summary>Which anomalies are looked for.</summary>
internal enum ValidationProfileName
{
    Everything,
    Monitoring,
}

/// <summary>The options that say what data is held against.</summary>
internal sealed class ValidationOptions
{
    private readonly Option<string> _schema = new("--schema") { Description = $"The data schema ({DataSchema.FileExtension}).", HelpName = "FILE", Required = true };
    private readonly Option<string?> _environment = new("--environment") { Description = "The environment of the data, as TRAINING or SERVING: columns that are not in it are not expected.", HelpName = "NAME" };
    private readonly Option<string?> _previous = new("--previous") { Description = "The previous span of the data, or its statistics: for drift, and for the ratio of the numbers of rows.", HelpName = "DATA" };
    private readonly Option<string?> _training = new("--training") { Description = "The data that the model was trained on, or its statistics, when this is serving data: for skew.", HelpName = "DATA" };
    private readonly Option<string?> _serving = new("--serving") { Description = "Data of serving, or its statistics, when this is training data: for skew.", HelpName = "DATA" };
    private readonly Option<string?> _profile = CommandOptions.Choice<ValidationProfileName>(
        "--profile", "What is looked for: everything that the schema says, or the six checks of a monitor of data that arrives day by day (type, completeness, drift, missing column, extra column, unknown category).", ValidationProfileName.Everything);

    public void AddTo(Command command)
    {
        Option[] all = [_schema, _environment, _previous, _training, _serving, _profile];
        foreach (var option in all)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_training) is not null && result.GetResult(_serving) is not null)
                result.AddError("--training is for serving data and --serving for training data: give one of them.");
        });
    }

    public string SchemaPath(ParseResult parsed) => parsed.GetValue(_schema)!;

    public DataSchema Schema(ParseResult parsed) => DataSession.Schema(SchemaPath(parsed));

    /// <summary>Reads the data that is compared with.</summary>
    /// <exception cref="CannotEvaluateException">There is no such data, or the schema knows no such environment.</exception>
    public DataValidationOptions ToOptions(ParseResult parsed, DataSchema schema, DataSession session)
    {
        var environment = parsed.GetValue(_environment);
        if (environment is not null && schema.Environments.Count > 0)
        {
            var known = schema.Environments.Concat(schema.Columns.SelectMany(column => column.Environments.Concat(column.NotInEnvironments))).Distinct().ToList();
            if (!known.Contains(environment))
                throw new CannotEvaluateException($"The schema '{SchemaPath(parsed)}' knows no environment '{environment}'; it knows {string.Join(", ", known)}.");
        }
        return new()
        {
            Environment = environment,
            Previous = Statistics(_previous),
            Training = Statistics(_training),
            Serving = Statistics(_serving),
            Profile = parsed.Chosen<ValidationProfileName>(_profile) == ValidationProfileName.Monitoring ? DataValidationProfile.Monitoring : DataValidationProfile.Everything,
        };

        DataStatistics? Statistics(Option<string?> option) => parsed.GetValue(option) is { } name ? session.Statistics(name, schema: schema) : null;
    }
}
