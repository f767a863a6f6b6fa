using System.Collections.Generic;
using Microsoft.ML.Data;

namespace Microsoft.ML.Experimental
{
    public static class MLContextExtensions
    {
        public static void CancelExecution(this MLContext ctx) => throw null!;
    }

    public static class OneToOneTransformerBaseExtensions
    {
        public static IReadOnlyList<InputOutputColumnPair> GetColumnPairs(this OneToOneTransformerBase transformer) => throw null!;
    }
}
