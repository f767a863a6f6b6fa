using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

/// <summary>Chromium without a window.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IBrowser _browser;

    private Browser(IBrowser browser) => _browser = browser;

    /// <summary>Where it is installed; null where it is not. <c>MLAP_BROWSER</c> names another one.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("MLAP_BROWSER") is { Length: > 0 } given
        ? given
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome", "chrome.exe" }.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    /// <summary>Where a missing browser is a failure: in continuous integration.</summary>
    public static bool IsRequired { get; } =
        Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("MLAP_BROWSER_TESTS") == "required";

    public static async Task<Browser> StartAsync()
    {
        Assert.True(Path is not null, BrowserFactAttribute.WhyNot);
        // Without its sandbox, which root and most containers do not have: the only page is our own.
        return new(await Puppeteer.LaunchAsync(new LaunchOptions { Headless = true, ExecutablePath = Path, Args = ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"] }));
    }

    /// <summary>Opens a file as a user does, in a window of which it does not see all.</summary>
    public async Task<OpenedPage> OpenFoldedAsync(string file, string scheme = "light", int width = 1200)
    {
        var page = await _browser.NewPageAsync();
        var opened = new OpenedPage(page);
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await page.GoToAsync(new Uri(file).AbsoluteUri, WaitUntilNavigation.Load);
        return opened;
    }

    /// <summary>Opens a file as a user does, and all that is folded in it.</summary>
    /// <param name="file">The page.</param>
    /// <param name="scheme"><c>light</c> or <c>dark</c>.</param>
    /// <param name="width">The window's width, in pixels.</param>
    public async Task<OpenedPage> OpenAsync(string file, string scheme = "light", int width = 1200)
    {
        var opened = await OpenFoldedAsync(file, scheme, width);
        await opened.Page.EvaluateExpressionAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await opened.FitAsync(width);
        return opened;
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();
}

/// <summary>A page, and all that it asked for and complained of.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    public OpenedPage(IPage page)
    {
        Page = page;
        page.Request += (_, e) => Requests.Add(e.Request.Url);
        page.Console += (_, e) => Complaints.Add(e.Message.Text);
        page.PageError += (_, e) => Complaints.Add(e.Message);
        page.Error += (_, e) => Complaints.Add(e.Error);
    }

    public IPage Page { get; }

    public ConcurrentBag<string> Requests { get; } = [];

    public ConcurrentBag<string> Complaints { get; } = [];

    /// <summary>Makes the window as high as the page: what is outside of the window is not drawn, and has nothing under it.</summary>
    public async Task FitAsync(int width)
    {
        var height = await Page.EvaluateExpressionAsync<int>("document.documentElement.scrollHeight");
        await Page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height });
    }

    public Task<T> AskAsync<T>(string script) => Page.EvaluateExpressionAsync<T>(script);

    /// <summary>The whole page as PNG; kept where <c>MLAP_SCREENSHOTS</c> names a folder, for eyes.</summary>
    public async Task<byte[]> ScreenshotAsync(string name)
    {
        var png = await Page.ScreenshotDataAsync(new ScreenshotOptions { FullPage = true });
        if (Environment.GetEnvironmentVariable("MLAP_SCREENSHOTS") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".png"), png);
        return png;
    }

    public async ValueTask DisposeAsync() => await Page.CloseAsync();
}
