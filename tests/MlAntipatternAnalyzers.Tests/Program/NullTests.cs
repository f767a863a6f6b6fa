using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Tests.Program;

/// <summary>A chain that begins with <c>null</c>: where it is certain that a variable is null, or is not, the other way is not taken.</summary>
public sealed class NullTests
{
    private const string Names = "new[] { \"VendorId\", \"PaymentType\" }";
    private const string Both = "[OneHotEncoding(VendorId) > OneHotEncoding(PaymentType)]";

    [Theory]
    [InlineData("chain = chain == null ? step : chain.Append(step);")]
    [InlineData("chain = chain is null ? step : chain.Append(step);")]
    [InlineData("chain = null != chain ? chain.Append(step) : step;")]
    [InlineData("chain = chain is not null ? chain.Append(step) : (IEstimator<ITransformer>)step;")]
    [InlineData("chain = chain?.Append(step) ?? (IEstimator<ITransformer>)step;")]
    [InlineData("if (chain == null) chain = step; else chain = chain.Append(step);")]
    public void A_chain_that_a_loop_lengthens(string lengthen) => Is(Both, Loop(Names, lengthen));

    [Fact]
    public void A_fold_that_begins_with_null() => Is(
        Both,
        "IEstimator<ITransformer> chain = new[] { \"VendorId\", \"PaymentType\" }.Aggregate((IEstimator<ITransformer>)null, (all, name) => all == null ? mlContext.Transforms.Categorical.OneHotEncoding(name) : all.Append(mlContext.Transforms.Categorical.OneHotEncoding(name)));");

    /// <summary>The rounds are not told apart: the chain is one step, or what one appends to who knows what.</summary>
    [Fact]
    public void A_loop_over_what_is_not_known() => Is(
        "([OneHotEncoding(?)] | [? > OneHotEncoding(?)])",
        Loop("Console.ReadLine().Split(',')", "chain = chain == null ? step : chain.Append(step);"));

    [Theory]
    [InlineData("if (Console.ReadLine() == \"\") chain = null;")]
    [InlineData("if (Console.ReadLine() == \"\") { } else chain = null;")]
    [InlineData("chain = Console.ReadLine() == \"\" ? null : chain;")]
    [InlineData("switch (Console.ReadLine()) { case \"\": chain = null; break; }")]
    [InlineData("foreach (var line in Console.ReadLine().Split(',')) chain = null;")]
    [InlineData("chain = Perhaps(chain);")]
    [InlineData("Perhaps(ref chain);")]
    [InlineData("Action forget = () => { if (Console.ReadLine() == \"\") chain = null; }; forget();")]
    [InlineData("try { Console.ReadLine(); chain = null; } catch (Exception) { chain = mlContext.Transforms.CopyColumns(\"A\", \"VendorId\"); }")]
    public void A_chain_that_may_have_become_null(string forget) => Is(
        "([NormalizeMinMax(TripTime)] | [CopyColumns(A <- VendorId) > NormalizeMinMax(TripTime)])",
        $$"""
        IEstimator<ITransformer> chain = mlContext.Transforms.CopyColumns("A", "VendorId");
        {{forget}}
        chain = chain == null ? mlContext.Transforms.NormalizeMinMax("TripTime") : chain.Append(mlContext.Transforms.NormalizeMinMax("TripTime"));
        """);

    private static string Loop(string names, string lengthen) =>
        $$"""
        IEstimator<ITransformer> chain = null;
        foreach (var name in {{names}})
        {
            var step = mlContext.Transforms.Categorical.OneHotEncoding(name);
            {{lengthen}}
        }
        """;

    private static void Is(string chain, string main)
    {
        var text = ModelText.Of(ModelText.Members($$"""
            private static void Main()
            {
                {{main}}
                var model = chain.Fit(mlContext.Data.LoadFromTextFile<Trip>("trips.csv"));
            }

            private static IEstimator<ITransformer> Perhaps(IEstimator<ITransformer> chain) => Console.ReadLine() == "" ? null : chain;

            private static void Perhaps(ref IEstimator<ITransformer> chain)
            {
                if (Console.ReadLine() == "")
                    chain = null;
            }
            """));
        Assert.Equal($"m1 = fit {chain} on v1", text.Split('\n').Single(line => line.Contains(" = fit ", StringComparison.Ordinal)).Trim());
    }
}
