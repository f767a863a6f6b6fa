using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

public class RawOrder
{
    public string OrderId { get; set; }
    public string Customer { get; set; }
    public float Net { get; set; }
    public float Tax { get; set; }
    public string Comment { get; set; }
}

public class Slim
{
    public string Customer { get; set; }
    public float Net { get; set; }
    public float Amount { get; set; }
}

public class Billing
{
    public static void Main()
    {
        var context = new MLContext();
        var orders = context.Data.LoadFromEnumerable(new List<RawOrder>(
            Enumerable.Range(1, 20).Select(i => new RawOrder { OrderId = "o" + i, Customer = "c" + i % 3, Net = i, Tax = i * 0.2f, Comment = "-" })));

        var slimmed = Slim(context).Fit(orders).Transform(orders);
        foreach (Slim row in context.Data.CreateEnumerable<Slim>(slimmed, reuseRowObject: true).Take(2))
            Console.WriteLine($"{row.Customer}: {row.Net} of {row.Amount}");

        var kept = context.Transforms.SelectColumns("Customer", "Net").Fit(orders).Transform(orders);
        Console.WriteLine(string.Join(", ", kept.Schema.Select(column => column.Name)));

        var reduced = context.Transforms.SelectColumns(new[] { "OrderId", "Tax" }, keepHidden: false)
            .Append(context.Transforms.CopyColumns("TaxCopy", "Tax"))
            .Append(context.Transforms.NormalizeMinMax("TaxCopy"));
        var preview = reduced.Fit(orders).Transform(orders);
        Console.WriteLine(preview.GetColumn<float>("TaxCopy").Max());
    }

    private static IEstimator<ITransformer> Slim(MLContext context)
    {
        var copies = context.Transforms.CopyColumns("Amount", "Net").Append(context.Transforms.CopyColumns(inputColumnName: "Customer", outputColumnName: "Owner"));
        return copies.Append(context.Transforms.DropColumns("Comment", "OrderId", "Owner"));
    }
}
