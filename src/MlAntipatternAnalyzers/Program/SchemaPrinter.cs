using System.Linq;
using System.Text;

namespace MlAntipatternAnalyzers.Program;

/// <summary>The columns behind an event, as text: all of a view that is loaded, then what each step adds, changes and takes away.</summary>
internal sealed class SchemaPrinter
{
    private const string Margin = "      ";

    private readonly Schemas schemas;
    private readonly StringBuilder text;

    public SchemaPrinter(Schemas schemas, StringBuilder text)
    {
        this.schemas = schemas;
        this.text = text;
    }

    public void Print(ProgramEvent recorded)
    {
        if (recorded.Kind == EventKind.Load)
            text.Append(Margin).Append(schemas.OfView(recorded.Result)).Append('\n');
        var alternative = (Value?)null;
        foreach (var use in schemas.Uses.Where(use => use.Event == recorded))
        {
            if (use.Step is not null && recorded.Kind is EventKind.Fit or EventKind.CrossValidate)
            {
                if (use.Index == 0)
                {
                    if (alternative is not null)
                        text.Append(Margin).Append("or\n");
                    alternative = use.View;
                    text.Append(Margin).Append(use.Input).Append('\n');
                }

                text.Append(Margin).Append(ModelPrinter.Describe(use.Step!)).Append(Change(use)).Append('\n');
            }

            foreach (var problem in use.Problems)
                text.Append(Margin).Append("! ").Append(problem).Append('\n');
        }
    }

    private static string Change(SchemaUse use)
    {
        var change = new StringBuilder();
        foreach (var column in use.Output.Columns)
        {
            if (use.Input.Find(column.Name) is not { } before)
                change.Append(" + ").Append(column);
            else if (!before.Type.Equals(column.Type) && !(column.Type.Equals(MlNet.ColumnType.Unknown) && use.Input.IsClosed && !use.Output.IsClosed))
                change.Append(" ~ ").Append(column);
        }

        foreach (var column in use.Input.Columns.Where(column => use.Output.Find(column.Name) is null))
            change.Append(" - ").Append(column.Name);
        if (use.Input.IsClosed && !use.Output.IsClosed)
            change.Append(" + …");
        return change.ToString();
    }
}
