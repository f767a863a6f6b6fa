using System;
using System.Linq;

namespace MlAntipatternAnalyzers.Tests.Meta;

public sealed class DamageTests
{
    [Fact]
    public void The_same_seed_makes_the_same_damage_and_another_seed_another()
    {
        var text = Programs.Realistic[0].Text;
        var variants = Enumerable.Range(0, 20).Select(seed => Damage.To(text, new Random(seed))).ToArray();
        Assert.Equal(variants, Enumerable.Range(0, 20).Select(seed => Damage.To(text, new Random(seed))));
        Assert.Equal(20, variants.Append(text).Distinct().Count() - 1);
    }
}
