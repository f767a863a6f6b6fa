using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using MlAntipatternAnalyzers.Contracts;
using MlAntipatternAnalyzers.Rules.Skew;
using MlAntipatternAnalyzers.Tests.Program;
using MlAntipatternAnalyzers.Tests.Testing;

namespace MlAntipatternAnalyzers.Tests.Contracts;

/// <summary>How members are computed: written down by the training project, compared in the serving project.</summary>
public class ContractComputationsTests
{
    private const string Classes = """

        public class Claim { public float Paid { get; set; } public float Amount { get; set; } public string City { get; set; } public float Fraud { get; set; } }

        public class Row { public float Share { get; set; } public float Amount { get; set; } public string Town { get; set; } public float Label { get; set; } }

        public class Answer { public float Score { get; set; } }
        """;

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Trainers;
        using Microsoft.ML.Transforms;

        """;

    [Fact]
    public void AContractSaysHowMembersAreComputedAndNotWhatTheyTakeOver()
    {
        var computes = ContractOf("claim.Paid / claim.Amount").Computes.ToList();

        Assert.Equal(["Share", "Town"], computes.Select(compute => compute.Name));
        Assert.Equal("compute Share = claim.Paid / claim.Amount #" + computes[0].Hash, computes[0].ToString());
        Assert.Matches("^[0-9a-f]{16}$", computes[0].Hash);
    }

    [Fact]
    public void WhatMayBeFilledInTwoWaysIsLeftOpen()
    {
        var source = Training("claim.Paid / claim.Amount").Replace("var data = mlContext.Data.LoadFromEnumerable(", "var data = mlContext.Data.LoadFromEnumerable(claims.Any() ? claims.Select(claim => new Row { Share = claim.Paid, Town = claim.City.Trim() }) : ");

        var contract = Assert.Single(ProgramContract.Of(ModelText.ModelOf(ModelText.Compile(source)))).Contract;

        Assert.Equal(["Town"], contract.Computes.Select(compute => compute.Name));
        Assert.True(contract.IsOpen(ContractFactKind.Compute));
    }

    [Theory]
    [InlineData("claim.Paid * (1 / claim.Amount)", false)]
    [InlineData("Math.Min(1, claim.Paid / claim.Amount)", true)]
    [InlineData("claim.Amount / claim.Paid", true)]
    public async Task TheTrainingThatComputesOtherwiseIsReported(string share, bool isReported)
    {
        var findings = await FindingsAsync(Training(share), ContractWriter.Write(ContractOf("claim.Paid / claim.Amount")));

        if (isReported)
            Assert.StartsWith($"Feature contract 'Claims.mlcontract': 'Share' is computed as '{share}'; in the contract it is 'claim.Paid / claim.Amount' (line 8); ", Assert.Single(findings).GetMessage());
        else
            Assert.Empty(findings);
    }

    [Theory]
    [InlineData("claim.Paid / claim.Amount", "claim.City.Trim()", 0)]
    [InlineData("Share(claim)", "claim.City.Trim()", 0)]
    [InlineData("claim.Amount / claim.Paid", "claim.City.Trim()", 1)]
    [InlineData("claim.Paid", "claim.City.Trim()", 1)]
    [InlineData("claim.Paid / claim.Amount", "claim.City", 1)]
    [InlineData("claim.Amount / claim.Paid", "claim.City.ToUpperInvariant()", 2)]
    [InlineData("0", "\"\"", 0)]
    public async Task TheServingThatComputesOtherwiseIsReported(string share, string town, int count) =>
        Assert.Equal(count, (await FindingsAsync(Serving(share, town), ContractWriter.Write(ContractOf("claim.Paid / claim.Amount")))).Length);

    [Fact]
    public async Task OfWhatServingCallsByOtherNamesNothingIsSaid() =>
        Assert.Empty(await FindingsAsync(Serving("query.First / query.Second", "query.Place"), ContractWriter.Write(ContractOf("claim.Paid / claim.Amount"))));

    private static string Training(string share) => Usings + $$"""
        public static class Job
        {
            public static void Train(IEnumerable<Claim> claims)
            {
                var mlContext = new MLContext(1);
                var data = mlContext.Data.LoadFromEnumerable(claims.Select(claim => new Row { Share = {{share}}, Amount = claim.Amount, Town = claim.City.Trim(), Label = claim.Fraud }));
                var model = mlContext.Transforms.Categorical.OneHotEncoding("Town")
                    .Append(mlContext.Transforms.Concatenate("Features", "Share", "Amount", "Town"))
                    .Append(mlContext.Regression.Trainers.Sdca())
                    .Fit(data);
                mlContext.Model.Save(model, data.Schema, "Claims.zip");
            }
        }
        """ + Classes;

    private static string Serving(string share, string town) => Usings + $$"""
        public class Service
        {
            private readonly MLContext mlContext = new MLContext();

            public float Judge(Claim claim, Query query)
            {
                var engine = mlContext.Model.CreatePredictionEngine<Row, Answer>(mlContext.Model.Load("Claims.zip", out _));
                return engine.Predict(new Row { Share = {{share}}, Amount = claim.Amount, Town = {{town}} }).Score;
            }

            private static float Share(Claim claim)
            {
                var part = claim.Paid;
                return part / claim.Amount;
            }
        }

        public class Query { public float First { get; set; } public float Second { get; set; } public string Place { get; set; } }
        """ + Classes;

    private static Contract ContractOf(string share) => Assert.Single(ProgramContract.Of(ModelText.ModelOf(ModelText.Compile(Training(share))))).Contract;

    private static async Task<System.Collections.Immutable.ImmutableArray<Diagnostic>> FindingsAsync(string source, string contract)
    {
        using var workspace = new AdhocWorkspace();
        return await TestProject.FindingsAsync(TestProject.Create(workspace, [("/0/Test0.cs", source)], new Setup { AdditionalFiles = [("/0/Claims.mlcontract", contract)] }), [new MLAP4011ContractBrokenAnalyzer()]);
    }
}
