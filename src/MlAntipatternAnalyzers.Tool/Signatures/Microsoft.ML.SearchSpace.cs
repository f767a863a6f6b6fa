using System;
using System.Collections;
using System.Collections.Generic;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace
{
    public enum ParameterType
    {
        Integer = 0,
        Number = 1,
        Bool = 2,
        String = 3,
        Object = 4,
        Array = 5,
    }

    public sealed class Parameter : IDictionary<string, Parameter>, IEquatable<Parameter>, IEqualityComparer<Parameter>
    {
        private Parameter() => throw null!;

        public static Parameter FromDouble(double value) => throw null!;
        public static Parameter FromFloat(float value) => throw null!;
        public static Parameter FromLong(long value) => throw null!;
        public static Parameter FromInt(int value) => throw null!;
        public static Parameter FromString(string value) => throw null!;
        public static Parameter FromBool(bool value) => throw null!;
        public static Parameter FromEnum<T>(T value) where T : struct, Enum => throw null!;
        public static Parameter FromIEnumerable<T>(IEnumerable<T> values) => throw null!;
        public static Parameter FromObject<T>(T value) where T : class => throw null!;
        public static Parameter CreateNestedParameter(params KeyValuePair<string, Parameter>[] parameters) => throw null!;

        public ParameterType ParameterType => throw null!;
        ICollection<Parameter> IDictionary<string, Parameter>.Values => throw null!;
        public T AsType<T>() => throw null!;
        public ICollection<string> Keys => throw null!;
        public int Count => throw null!;
        public bool IsReadOnly => throw null!;
        public Parameter this[string key] { get => throw null!; set => throw null!; }
        public void Add(string key, Parameter value) => throw null!;
        public void Add(KeyValuePair<string, Parameter> item) => throw null!;
        public void Clear() => throw null!;
        public bool Contains(KeyValuePair<string, Parameter> item) => throw null!;
        public bool ContainsKey(string key) => throw null!;
        public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => throw null!;
        public bool Remove(string key) => throw null!;
        public bool Remove(KeyValuePair<string, Parameter> item) => throw null!;
        public bool TryGetValue(string key, out Parameter value) => throw null!;
        IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() => throw null!;
        IEnumerator IEnumerable.GetEnumerator() => throw null!;
        public bool Equals(Parameter other) => throw null!;
        public bool Equals(Parameter x, Parameter y) => throw null!;
        public int GetHashCode(Parameter obj) => throw null!;
    }

    public class SearchSpace : OptionBase, IDictionary<string, OptionBase>
    {
        public override int FeatureSpaceDim => throw null!;
        public override int?[] Step => throw null!;
        public override Parameter SampleFromFeatureSpace(double[] feature) => throw null!;
        public override double[] MappingToFeatureSpace(Parameter parameter) => throw null!;
        public ICollection<string> Keys => throw null!;
        public ICollection<OptionBase> Values => throw null!;
        public int Count => throw null!;
        public bool IsReadOnly => throw null!;
        public OptionBase this[string key] { get => throw null!; set => throw null!; }
        public void Add(string key, OptionBase value) => throw null!;
        public void Add(KeyValuePair<string, OptionBase> item) => throw null!;
        public void Clear() => throw null!;
        public bool Contains(KeyValuePair<string, OptionBase> item) => throw null!;
        public bool ContainsKey(string key) => throw null!;
        public void CopyTo(KeyValuePair<string, OptionBase>[] array, int arrayIndex) => throw null!;
        public bool Remove(string key) => throw null!;
        public bool Remove(KeyValuePair<string, OptionBase> item) => throw null!;
        public bool TryGetValue(string key, out OptionBase value) => throw null!;
        public IEnumerator<KeyValuePair<string, OptionBase>> GetEnumerator() => throw null!;
        IEnumerator IEnumerable.GetEnumerator() => throw null!;
    }

    public sealed class SearchSpace<T> : SearchSpace
        where T : class, new()
    {
        public SearchSpace() => throw null!;
        public SearchSpace(T defaultOption) => throw null!;

        public new T SampleFromFeatureSpace(double[] feature) => throw null!;
        public double[] MappingToFeatureSpace(T input) => throw null!;
    }
}

namespace Microsoft.ML.SearchSpace.Option
{
    public abstract class OptionBase
    {
        public abstract int FeatureSpaceDim { get; }
        public virtual double[] Default { get; protected set; }
        public abstract int?[] Step { get; }
        public abstract double[] MappingToFeatureSpace(Parameter value);
        public abstract Parameter SampleFromFeatureSpace(double[] values);
    }

    public sealed class ChoiceOption : OptionBase
    {
        public ChoiceOption(params object[] choices) => throw null!;
        public ChoiceOption(object[] choices, object defaultChoice) => throw null!;

        public Parameter[] Choices => throw null!;
        public override int FeatureSpaceDim => throw null!;
        public override int?[] Step => throw null!;
        public override double[] MappingToFeatureSpace(Parameter param) => throw null!;
        public override Parameter SampleFromFeatureSpace(double[] values) => throw null!;
    }

    public abstract class UniformNumericOption : OptionBase
    {
        public UniformNumericOption(double min, double max, bool logBase = false) => throw null!;

        public double Min => throw null!;
        public double Max => throw null!;
        public bool LogBase => throw null!;
        public override int FeatureSpaceDim => throw null!;
        public override int?[] Step => throw null!;
        public override double[] MappingToFeatureSpace(Parameter param) => throw null!;
        public override Parameter SampleFromFeatureSpace(double[] values) => throw null!;
    }

    public sealed class UniformDoubleOption : UniformNumericOption
    {
        public UniformDoubleOption(double min, double max, bool logBase = false, double? defaultValue = null) : base(min, max, logBase) => throw null!;
    }

    public sealed class UniformSingleOption : UniformNumericOption
    {
        public UniformSingleOption(float min, float max, bool logBase = false, float? defaultValue = null) : base(min, max, logBase) => throw null!;
    }

    public sealed class UniformIntOption : UniformNumericOption
    {
        public UniformIntOption(int min, int max, bool logBase = false, int? defaultValue = null) : base(min, max, logBase) => throw null!;
    }
}
