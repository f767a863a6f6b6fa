using System;
using System.Globalization;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlAntipatternAnalyzers.Runtime.Tests;

public sealed class ExpressionNumberTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    public void Numbers_are_read_exactly_under_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new(culture);
        try
        {
            var random = new Random(1);
            foreach (var value in new[] { 0, -0.0, 1, -3.5, 0.1, 1e300, -1e-300, double.Epsilon, double.MaxValue, double.MinValue, Math.PI }.Concat(Enumerable.Range(0, 20).Select(_ => random.NextDouble())))
            {
                Assert.Equal(value, Read<double>(ExpressionNumber.Of(value)));
                Assert.Equal((float)Math.Clamp(value, float.MinValue, float.MaxValue), Read<float>(ExpressionNumber.Of((float)Math.Clamp(value, float.MinValue, float.MaxValue))));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private T Read<T>(string literal)
    {
        var data = _ml.Data.LoadFromEnumerable([new Row()]);
        return _ml.Transforms.Expression("Value", $"x : {literal}", "Any").Fit(data).Transform(data).GetColumn<T>("Value").Single();
    }

    private sealed class Row
    {
        public float Any { get; set; }
    }
}
