using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SkiaSharp;

namespace MlAntipatternAnalyzers.Tool.Tests.Evaluation;

/// <summary>The page as a browser shows it.</summary>
[Trait("Category", "Browser")]
public sealed class EvaluationPageTests(Shop shop) : IClassFixture<Shop>
{
    private const string Gate = """
        { "format": "mlgate", "version": 1, "thresholds": [
          { "metric": "AreaUnderRocCurve", "lower": 0.6 },
          { "metric": "AreaUnderRocCurve", "slice": "City=*", "lower": 0.8, "useInterval": true },
          { "metric": "LogLoss", "relativeChange": 0.05 } ] }
        """;

    [BrowserFact]
    public async Task A_binary_models_page_has_its_tables_and_plots_and_asks_for_nothing()
    {
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenAsync(await BinaryAsync());

        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, url => Assert.StartsWith("file://", url));
        Assert.Single(page.Requests);
        Assert.Equal(0, await page.AskAsync<int>("document.scripts.length"));
        Assert.Equal(
            ["gate", "overall", "slices", "calibration", "confusion"], await page.AskAsync<string[]>("[...document.querySelectorAll('section')].map(s => s.id)"));
        // The plot of each first metric has a line for each slice, with a point and an interval.
        Assert.Equal(4 + 12, await page.AskAsync<int>("document.querySelectorAll('svg[aria-labelledby=\"slices-0-t slices-0-d\"] circle.point').length"));
        Assert.True(await page.AskAsync<int>("document.querySelectorAll('svg[aria-labelledby=\"slices-0-t slices-0-d\"] line.interval').length") >= 4 * 3);
        Assert.Equal(4, await page.AskAsync<int>("document.querySelectorAll('svg[aria-labelledby^=\"confusion\"] rect').length"));
        Assert.Equal(17, await page.AskAsync<int>("document.querySelectorAll('#slices tbody tr').length"));
        Assert.Contains("✗ The gate failed", await page.AskAsync<string>("document.querySelector('.verdict').innerText"));
        Assert.Contains("City=Paris", await page.AskAsync<string>("document.querySelector('.verdict').innerText"));
    }

    [BrowserFact]
    public async Task What_is_drawn_is_named_and_told_by_a_table_too()
    {
        await using var browser = await Browser.StartAsync();
        foreach (var file in new[] { await BinaryAsync(), await OtherAsync(shop.Multiclass, "Kind", "multiclass"), await OtherAsync(shop.Regression, "Price", "regression") })
        {
            await using var page = await browser.OpenAsync(file);

            Assert.True(await page.AskAsync<int>("document.querySelectorAll('svg').length") > 0);
            Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('svg')].filter(s => s.getAttribute('role') !== 'img' || !s.querySelector(':scope > title').textContent || !s.querySelector(':scope > desc').textContent).length"));
            Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('svg')].filter(s => !s.closest('section').querySelector('table')).length"));
            Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('th')].filter(h => !h.scope).length"));
            Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('[aria-labelledby]')].filter(s => s.getAttribute('aria-labelledby').split(' ').some(id => !document.getElementById(id))).length"));
            Assert.Equal(0, await page.AskAsync<int>("(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))"));
            Assert.Equal("en", await page.AskAsync<string>("document.documentElement.lang"));
        }
    }

    [BrowserFact]
    public async Task It_can_be_read_in_light_and_in_dark()
    {
        await using var browser = await Browser.StartAsync();
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Evaluation", "contrast.js"));
        var means = new Dictionary<string, double>();
        foreach (var (name, file) in new[]
        {
            ("binary", await BinaryAsync()), ("multiclass", await OtherAsync(shop.Multiclass, "Kind", "multiclass")), ("regression", await OtherAsync(shop.Regression, "Price", "regression")),
            ("ranking", await OtherAsync(shop.Ranking, "Stars", "ranking", "--group", "Visitor")),
        })
        {
            foreach (var scheme in new[] { "light", "dark" })
            {
                await using var page = await browser.OpenAsync(file, scheme);
                means[scheme] = MeanOfDrawn(await page.ScreenshotAsync($"{name}-{scheme}"));
                using var contrast = JsonDocument.Parse(await page.AskAsync<string>(script));
                Assert.True(contrast.RootElement.GetProperty("count").GetInt32() > 60);
                Assert.Empty(contrast.RootElement.GetProperty("bad").EnumerateArray().Select(text => $"{name}, {scheme}: {text.GetString()}"));
            }
            Assert.True(means["light"] > 200 && means["dark"] < 60, $"light {means["light"]}, dark {means["dark"]}");
        }
    }

    [BrowserFact]
    public async Task A_comparison_shows_changes_with_their_intervals_and_rows_gained_and_lost()
    {
        await using var browser = await Browser.StartAsync();
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Evaluation", "contrast.js"));
        foreach (var scheme in new[] { "light", "dark" })
        {
            await using var page = await browser.OpenAsync(await ComparisonAsync(), scheme);
            await page.ScreenshotAsync($"compare-{scheme}");

            Assert.Empty(page.Complaints);
            Assert.Equal(["overall", "changes", "slices", "calibration", "confusion"], await page.AskAsync<string[]>("[...document.querySelectorAll('section')].map(s => s.id)"));
            Assert.Equal(5, await page.AskAsync<int>("document.querySelectorAll('svg[aria-labelledby=\"changes-0-t changes-0-d\"] circle.point').length"));
            Assert.True(await page.AskAsync<int>("document.querySelectorAll('svg[aria-labelledby=\"changes-0-t changes-0-d\"] .good').length") > 0);
            Assert.Equal(["True", "False"], await page.AskAsync<string[]>("[...document.querySelectorAll('[aria-label^=\"Rows gained\"] tbody th')].map(h => h.innerText)"));
            using var contrast = JsonDocument.Parse(await page.AskAsync<string>(script));
            Assert.Empty(contrast.RootElement.GetProperty("bad").EnumerateArray().Select(text => $"{scheme}: {text.GetString()}"));
        }
    }

    [BrowserFact]
    public async Task A_narrow_window_scrolls_the_tables_and_not_the_page()
    {
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenAsync(await BinaryAsync(), width: 390);

        await page.ScreenshotAsync("binary-narrow");
        Assert.True(await page.AskAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    [BrowserFact]
    public async Task What_data_names_is_text_and_never_markup()
    {
        var data = shop.Write("hostile.csv", File.ReadAllText(shop.Csv).Replace("Oslo", "<img src=x onerror=alert(1)><script>alert(1)</script>&amp;{0}"));
        var run = await ToolRun.Of("evaluate", shop.Binary, data, "--label", "Bought", "--slices", "City", "--html", shop["hostile.html"]);
        Assert.Equal(0, run.ExitCode);
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenAsync(shop["hostile.html"]);

        Assert.Equal((0, 0), (await page.AskAsync<int>("document.scripts.length"), await page.AskAsync<int>("document.images.length")));
        Assert.Empty(page.Complaints);
        Assert.Contains("City=<img src=x onerror=alert(1)><script>alert(1)</script>&amp;{0}", await page.AskAsync<string>("document.querySelector('#slices table').innerText"));
    }

    private async Task<string> BinaryAsync()
    {
        var gate = shop.Write("page-gate.json", Gate);
        var run = await ToolRun.Of(
            "evaluate", shop.Binary, shop.Csv, "--label", "Bought", "--slices", "City,City*Day", "--gate", gate, "--baseline", shop.Old, "--html", shop["binary.html"]);
        Assert.True(run.ExitCode == 1, run.Error);
        return shop["binary.html"];
    }

    private async Task<string> ComparisonAsync()
    {
        var run = await ToolRun.Of("compare", shop.Old, shop.Binary, shop.Csv, "--label", "Bought", "--slices", "City", "--html", shop["compare.html"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return shop["compare.html"];
    }

    private async Task<string> OtherAsync(string model, string label, string name, params string[] more)
    {
        var run = await ToolRun.Of(["evaluate", model, shop.Csv, "--label", label, "--slices", "City,Day", "--html", shop[name + ".html"], .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return shop[name + ".html"];
    }

    // The mean of what is drawn, 0 … 255; a page of one colour is a blank one.
    private static double MeanOfDrawn(byte[] png)
    {
        using var bitmap = SKBitmap.Decode(png);
        var pixels = bitmap.Pixels;
        var most = pixels.GroupBy(pixel => pixel).Max(same => same.Count());
        Assert.True(most < 0.97 * pixels.Length, $"{100.0 * most / pixels.Length:0.0} % of the page has one colour");
        Assert.True(pixels.Distinct().Count() > 50);
        return pixels.Average(pixel => (pixel.Red + pixel.Green + pixel.Blue) / 3.0);
    }
}
