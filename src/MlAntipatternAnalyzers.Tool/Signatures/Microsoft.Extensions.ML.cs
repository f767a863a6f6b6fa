using System;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.ML;

namespace Microsoft.Extensions.ML
{
    public static class ServiceCollectionExtensions
    {
        public static PredictionEnginePoolBuilder<TData, TPrediction> AddPredictionEnginePool<TData, TPrediction>(this IServiceCollection services)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> AddPredictionEnginePool<TData, TPrediction>(this IServiceCollection services, Func<IServiceProvider, PredictionEnginePool<TData, TPrediction>> implementationFactory)
            where TData : class where TPrediction : class, new() => throw null!;

        public static IServiceCollection AddRequiredPredictionEnginePoolServices(this IServiceCollection services) => throw null!;
    }

    public class PredictionEnginePoolBuilder<TData, TPrediction>
        where TData : class where TPrediction : class, new()
    {
        public PredictionEnginePoolBuilder(IServiceCollection services) => throw null!;

        public IServiceCollection Services => throw null!;
    }

    public static class BuilderExtensions
    {
        public static PredictionEnginePoolBuilder<TData, TPrediction> FromFile<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string filePath)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromFile<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string filePath, bool watchForChanges)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromFile<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, string filePath)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromFile<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, string filePath, bool watchForChanges)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromUri<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string uri)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromUri<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, string uri)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromUri<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, Uri uri)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromUri<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string uri, TimeSpan period)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromUri<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, string uri, TimeSpan period)
            where TData : class where TPrediction : class, new() => throw null!;

        public static PredictionEnginePoolBuilder<TData, TPrediction> FromUri<TData, TPrediction>(this PredictionEnginePoolBuilder<TData, TPrediction> builder, string modelName, Uri uri, TimeSpan period)
            where TData : class where TPrediction : class, new() => throw null!;
    }

    public class PredictionEnginePool<TData, TPrediction> : IDisposable
        where TData : class where TPrediction : class, new()
    {
        public PredictionEnginePool(IServiceProvider serviceProvider, IOptions<MLOptions> mlContextOptions, IOptionsFactory<PredictionEnginePoolOptions<TData, TPrediction>> predictionEngineOptions) => throw null!;

        public ITransformer GetModel() => throw null!;
        public ITransformer GetModel(string modelName) => throw null!;
        public PredictionEngine<TData, TPrediction> GetPredictionEngine() => throw null!;
        public PredictionEngine<TData, TPrediction> GetPredictionEngine(string modelName) => throw null!;
        public void ReturnPredictionEngine(PredictionEngine<TData, TPrediction> engine) => throw null!;
        public void ReturnPredictionEngine(string modelName, PredictionEngine<TData, TPrediction> engine) => throw null!;
        public void Dispose() => throw null!;
    }

    public static class PredictionEnginePoolExtensions
    {
        public static TPrediction Predict<TData, TPrediction>(this PredictionEnginePool<TData, TPrediction> predictionEnginePool, TData example)
            where TData : class where TPrediction : class, new() => throw null!;

        public static TPrediction Predict<TData, TPrediction>(this PredictionEnginePool<TData, TPrediction> predictionEnginePool, string modelName, TData example)
            where TData : class where TPrediction : class, new() => throw null!;
    }

    public class PredictionEnginePoolOptions<TData, TPrediction>
        where TData : class where TPrediction : class, new()
    {
        public ModelLoader ModelLoader { get; set; }
    }

    public class MLOptions
    {
        public MLContext MLContext { get; set; }
    }

    public abstract class ModelLoader
    {
        public abstract IChangeToken GetReloadToken();
        public abstract ITransformer GetModel();
    }

    public class ModelReloadToken : IChangeToken
    {
        public bool ActiveChangeCallbacks => throw null!;
        public bool HasChanged => throw null!;
        public IDisposable RegisterChangeCallback(Action<object> callback, object state) => throw null!;
        public void OnReload() => throw null!;
    }
}
