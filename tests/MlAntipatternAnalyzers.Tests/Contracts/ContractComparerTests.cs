using System.Linq;
using MlAntipatternAnalyzers.Contracts;

namespace MlAntipatternAnalyzers.Tests.Contracts;

public class ContractComparerTests
{
    [Theory]
    [InlineData("raw a Single", "raw a Single", null)]
    [InlineData("raw a Single", "raw a Double", "line 2: the raw column 'a' is Double; in the contract it is Single")]
    [InlineData("raw a Single", "", "line 2: the contract has the raw column 'a' (Single), which is missing here")]
    [InlineData("", "raw a Single", "here is the raw column 'a' (Single), which the contract does not have")]
    [InlineData("", "raw ?", null)]
    [InlineData("raw ?", "raw a Single", null)]
    [InlineData("raw a Single", "raw ?", null)]
    [InlineData("raw a ?", "raw a Vector<Single, 3>", null)]
    [InlineData("raw a Vector<Single, ?>", "raw a Vector<Single, 3>", null)]
    [InlineData("raw a Vector<?, 3>", "raw a Vector<Single, 3>", null)]
    [InlineData("raw a Vector<Single, 3>", "raw a Vector<Single, 4>", "line 2: the raw column 'a' is Vector<Single, 4>; in the contract it is Vector<Single, 3>")]
    [InlineData("raw a Vector<Single, ?>", "raw a Vector<Single>", null)]
    [InlineData("raw a Vector<Single>", "raw a Vector<Single, 4>", "line 2: the raw column 'a' is Vector<Single, 4>; in the contract it is Vector<Single>")]
    [InlineData("raw a Vector<Single, 1>", "raw a Single", "line 2: the raw column 'a' is Single; in the contract it is Vector<Single, 1>")]
    [InlineData("raw a Key<UInt32>", "raw a Key<UInt32, 4>", null)]
    [InlineData("raw a Key<UInt32, 3>", "raw a Key<UInt32, 4>", "line 2: the raw column 'a' is Key<UInt32, 4>; in the contract it is Key<UInt32, 3>")]
    [InlineData("raw a UInt32", "raw a Key<UInt32>", "line 2: the raw column 'a' is Key<UInt32>; in the contract it is UInt32")]
    [InlineData("compute a = b / c #0123456789abcdef", "compute a = b / c #0123456789ABCDEF", null)]
    [InlineData("compute a = b / c #0123456789abcdef", "compute a = b * c #0123456789abcdee", "line 2: 'a' is computed as 'b * c'; in the contract it is 'b / c'")]
    [InlineData("compute a = b / c #0123456789abcdef", "", "line 2: the contract has 'a' computed as 'b / c', which is missing here")]
    [InlineData("compute a = b / c #0123456789abcdef", "compute ?", null)]
    [InlineData("label a", "label b", "line 2: the contract has 'a' as the label, which is missing here|here is 'b' as the label, which the contract does not have")]
    [InlineData("feature a", "feature a\nfeature b", "here is 'b' among the features, which the contract does not have")]
    [InlineData("output Score Single", "output Score Vector<Single, 3>", "line 2: the output 'Score' is Vector<Single, 3>; in the contract it is Single")]
    [InlineData("step A() -> F", "step A() -> F\noutput F Single", null)]
    public void FactsAreComparedByName(string expected, string found, string? differences) => Check(expected, found, differences);

    [Theory]
    [InlineData("step A(a) -> b x=1", "step A(a) -> b x=1.0", null)]
    [InlineData("step A(a) -> b x=1", "step A(a) -> b x=?", null)]
    [InlineData("step A(a) -> b x=?", "step A(a) -> b", null)]
    [InlineData("step A(a) x=1 ?", "step A(a) x=1 y=2", null)]
    [InlineData("step A(a) ?", "step A(a) y=2", null)]
    [InlineData("step A(a) x=1 y=2", "step A(a) y=2 ?", null)]
    [InlineData("step A(a) x=1 ?", "step A(a) x=2", "line 2: the step A has x=2 and not x=1, as in the contract")]
    [InlineData("step A(a) x=1 ?", "step A(a) y=2", "line 2: the step A has no x and not x=1, as in the contract")]
    [InlineData("step A(?) -> b", "step A(a, c) -> b", null)]
    [InlineData("step A(a, weight: ?)", "step A(a, weight: w)", null)]
    [InlineData("step A(a, weight: ?)", "step A(b)", "line 2: the step A reads b and not a, weight: ?, as in the contract")]
    [InlineData("step A(a) -> b", "step A(a) -> ?", null)]
    [InlineData("step A(a) l=[1, ?]", "step A(a) l=[1.0, 2]", null)]
    [InlineData("step A(a) l=[1, 2]", "step A(a) l=[1]", "line 2: the step A has l=[1] and not l=[1, 2], as in the contract")]
    [InlineData("step A(a) l=[\"a,b\", 2]", "step A(a) l=[\"a,b\", 3]", "line 2: the step A has l=[\"a,b\", 3] and not l=[\"a,b\", 2], as in the contract")]
    [InlineData("step A(a) x=1 y=2", "step A(a) x=2 z=3", "line 2: the step A has x=2 and not x=1, has no y and not y=2, has z=3 and not the default, as in the contract")]
    [InlineData("step A(a, label: b)", "step A(a, weight: b)", "line 2: the step A reads a, weight: b and not a, label: b, as in the contract")]
    [InlineData("step A(a) -> b", "step A(a) -> c", "line 2: the step A writes c and not b, as in the contract")]
    [InlineData("step A()\nstep B()\nstep C()", "step A()\nstep X()\nstep B()\nstep C()", "here is the step 'X()', which the contract does not have")]
    [InlineData("step A()\nstep B()\nstep C()", "step A()\nstep C()", "line 3: the contract has the step 'B()', which is missing here")]
    [InlineData("step A()\nstep B()", "step B()\nstep A()", "line 2: the contract has the step 'A()', which is missing here|here is the step 'A()', which the contract does not have")]
    [InlineData("step A(a)\nstep A(b)", "step A(b)", "line 2: the contract has the step 'A(a)', which is missing here")]
    [InlineData("step A()\nstep ?\nstep C()", "step A()\nstep X()\nstep Y()\nstep C()", null)]
    [InlineData("step A()\nstep ?\nstep C()", "step A()\nstep B()", "line 4: the contract has the step 'C()', which is missing here")]
    [InlineData("step A()\nstep B()", "step ?", null)]
    [InlineData("step A()\nstep B(x)", "step ?\nstep B(y)", "line 3: the step B reads y and not x, as in the contract")]
    public void StepsAreComparedInTheirOrder(string expected, string found, string? differences) => Check(expected, found, differences);

    [Fact]
    public void OnlyWhatIsAskedForIsCompared()
    {
        var differences = ContractComparer.Compare(Read("label a\nfeature a"), Read(""), ContractFactKind.Feature);

        Assert.Equal(ContractFactKind.Feature, Assert.Single(differences).Fact);
    }

    private static void Check(string expected, string found, string? differences)
    {
        var compared = ContractComparer.Compare(Read(expected), Read(found));

        Assert.Equal(differences ?? "", string.Join("|", compared.Select(difference => difference.ToString())));
        Assert.Empty(ContractComparer.Compare(Read(expected), Read(expected)));
        Assert.Equal(differences is null, ContractComparer.Compare(Read(found), Read(expected)).Count == 0);
    }

    private static Contract Read(string facts) => ContractReader.Read("mlcontract 1\n" + facts).Contract!;
}
