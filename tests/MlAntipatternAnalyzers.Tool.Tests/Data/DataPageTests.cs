using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MlAntipatternAnalyzers.Tool.Tests.Evaluation;
using SkiaSharp;

namespace MlAntipatternAnalyzers.Tool.Tests.Data;

/// <summary>The page of statistics, validation and drift as a browser shows it and as people use it.</summary>
[Trait("Category", "Browser")]
public sealed class DataPageTests(Trips trips) : IClassFixture<Trips>
{
    [BrowserFact]
    public async Task It_sorts_by_numbers_and_texts_with_the_missing_ones_last()
    {
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenAsync(await StatsAsync());
        Assert.Empty(page.Complaints);
        Assert.Single(page.Requests);
        Assert.Equal("7 columns", await page.AskAsync<string>("document.getElementById('count').value"));
        Assert.Equal("Id City Fare Distance Tipped When Zip", await NamesAsync(page));

        await page.AskAsync<bool>(Click("Mean"));
        Assert.Equal("descending", await page.AskAsync<string>("document.querySelector('#column-table th[aria-sort]').getAttribute('aria-sort')"));
        Assert.StartsWith("Id Fare Distance", await NamesAsync(page));
        await page.AskAsync<bool>(Click("Mean"));
        Assert.StartsWith("Distance Fare Id", await NamesAsync(page));
        await page.AskAsync<bool>(Click("Column"));
        Assert.Equal("City Distance Fare Id Tipped When Zip", await NamesAsync(page));
        Assert.Equal("Sorted by Column, ascending.", await page.AskAsync<string>("document.getElementById('said').textContent"));
        await page.AskAsync<bool>(Click("Missing"));
        Assert.StartsWith("Distance", await NamesAsync(page));
    }

    [BrowserFact]
    public async Task It_finds_columns_by_words_and_by_kind()
    {
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenAsync(await StatsAsync());

        await page.Page.FocusAsync("#search");
        await page.Page.Keyboard.TypeAsync("FA single");
        Assert.Equal("Fare", await NamesAsync(page));
        Assert.Equal("1 of 7 columns", await page.AskAsync<string>("document.getElementById('count').value"));
        await page.AskAsync<bool>("(e => { e.value = ''; e.dispatchEvent(new Event('input')); return true; })(document.getElementById('search'))");
        await page.Page.SelectAsync("#kind", "number");
        Assert.Equal("Id Fare Distance", await NamesAsync(page));
    }

    [BrowserFact]
    public async Task A_column_opens_by_the_keyboard_with_all_that_is_known_of_it()
    {
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenAsync(await DriftAsync());

        await page.Page.FocusAsync("tr[data-column] button.open");
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("true", await page.AskAsync<string>("document.activeElement.getAttribute('aria-expanded')"));
        var detail = await page.AskAsync<string>("document.querySelector('tr.detail').innerText");
        Assert.Contains("Distances", detail);
        Assert.Contains("exceeded", detail);
        Assert.Equal(1, await page.AskAsync<int>("document.querySelectorAll('tr.detail svg[role=img] > title').length"));
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(0, await page.AskAsync<int>("document.querySelectorAll('tr.detail').length"));

        // A name in the list of anomalies leads to its column and opens it.
        await page.Page.ClickAsync("#anomalies a[data-column]");
        Assert.Equal("true", await page.AskAsync<string>("document.activeElement.getAttribute('aria-expanded')"));
    }

    [BrowserFact]
    public async Task It_can_be_read_in_light_and_in_dark_and_is_named_for_a_screen_reader()
    {
        await using var browser = await Browser.StartAsync();
        var script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Evaluation", "contrast.js"));
        foreach (var (name, file) in new[] { ("stats", await StatsAsync()), ("drift", await DriftAsync()), ("validation", await ValidationAsync()) })
        {
            foreach (var scheme in new[] { "light", "dark" })
            {
                await using var page = await browser.OpenAsync(file, scheme, width: 1400);
                await page.AskAsync<bool>("[...document.querySelectorAll('button.open')].slice(0, 4).every(button => { button.click(); return true; })");
                await page.FitAsync(1400);
                await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('td.plot')].every(cell => cell.firstChild)");
                Drawn(await page.ScreenshotAsync($"data-{name}-{scheme}"), scheme == "dark");
                Assert.Empty(page.Complaints);
                using var contrast = JsonDocument.Parse(await page.AskAsync<string>(script));
                Assert.True(contrast.RootElement.GetProperty("count").GetInt32() > 60);
                Assert.Empty(contrast.RootElement.GetProperty("bad").EnumerateArray().Select(text => $"{name}, {scheme}: {text.GetString()}"));
                Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('svg')].filter(s => s.getAttribute('aria-hidden') !== 'true' && (s.getAttribute('role') !== 'img' || !s.querySelector(':scope > title').textContent)).length"));
                Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('th')].filter(h => !h.scope).length"));
                Assert.Equal(0, await page.AskAsync<int>("[...document.querySelectorAll('input, select')].filter(i => !i.closest('label')).length"));
                Assert.Equal(0, await page.AskAsync<int>("(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))"));
            }
        }
    }

    [BrowserFact]
    public async Task Hundreds_of_columns_open_at_once_and_draw_what_is_seen()
    {
        var text = new System.Text.StringBuilder(string.Join(',', Enumerable.Range(0, 600).Select(i => $"Column{i:000}")) + "\n");
        var random = new Random(1);
        for (var row = 0; row < 200; row++)
            text.Append(string.Join(',', Enumerable.Range(0, 600).Select(i => i % 3 == 0 ? $"v{random.Next(i + 2)}" : (random.Next(1000) / 10.0).ToString(System.Globalization.CultureInfo.InvariantCulture)))).Append('\n');
        var file = await PageOf("wide.html", "data", "stats", trips.Write("wide.csv", text.ToString()));
        Assert.True(new FileInfo(file).Length < 3_000_000);
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenFoldedAsync(file);

        Assert.Equal("600 columns", await page.AskAsync<string>("document.getElementById('count').value"));
        var drawn = await page.AskAsync<int>("new Promise(done => setTimeout(() => done(document.querySelectorAll('td.plot svg').length), 500))");
        Assert.InRange(drawn, 1, 100);
        // A key that is pressed has its answer while the finger still rises.
        var slowest = await page.AskAsync<double>("""
            (input => Math.max(...['C', 'Co', 'Column1', 'Column59', ''].map(text => {
              const start = performance.now();
              input.value = text;
              input.dispatchEvent(new Event('input'));
              document.body.offsetHeight;
              return performance.now() - start;
            })))(document.getElementById('search'))
            """);
        Assert.InRange(slowest, 0, 1000);
        await page.AskAsync<bool>("(last => { last.scrollIntoView(); return true; })(document.querySelector('#column-table tbody tr:last-child'))");
        await page.Page.WaitForFunctionAsync("() => document.querySelector('#column-table tbody tr:last-child td.plot svg')");
    }

    [BrowserFact]
    public async Task What_data_names_is_text_and_never_markup()
    {
        var hostile = "<img src=x onerror=alert(1)></script><script>alert(1)</script>&amp;{0}";
        var csv = trips.Write("hostile.csv", $"\"{hostile}\",b\n\"{hostile}\",1\n</script>,2\n");
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenAsync(await PageOf("hostile.html", "data", "stats", csv));
        await page.AskAsync<bool>("[...document.querySelectorAll('button.open')].every(button => { button.click(); return true; })");

        Assert.Empty(page.Complaints);
        Assert.Equal((2, 0), (await page.AskAsync<int>("document.scripts.length"), await page.AskAsync<int>("document.images.length")));
        Assert.Contains(hostile, await page.AskAsync<string>("document.querySelector('#column-table').innerText"));
        Assert.Contains("</script>", await page.AskAsync<string>("document.querySelector('tr.detail').innerText"));
    }

    [BrowserFact]
    public async Task A_narrow_window_scrolls_the_tables_and_not_the_page()
    {
        await using var browser = await Browser.StartAsync();
        await using var page = await browser.OpenAsync(await DriftAsync(), width: 390);

        await page.ScreenshotAsync("data-narrow");
        Assert.True(await page.AskAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private Task<string> StatsAsync() => PageOf("stats.html", "data", "stats", trips.Csv, "--label", "Tipped", "--slices", "City");

    private Task<string> DriftAsync() => PageOf(
        "drift.html", "data", "drift", trips.Write("later.csv", Trips.Rows(seed: 9, count: 800, shift: 0.3)), trips.Csv, "--threshold", "jensenShannon=0.1");

    private async Task<string> ValidationAsync()
    {
        var schema = trips["page.mlschema.json"];
        var inferred = await ToolRun.Of("data", "infer", trips.Csv, "--output", schema, "--ranges", "--force");
        Assert.True(inferred.ExitCode == 0, inferred.Error);
        return await PageOf("validation.html", "data", "validate", trips.Write("later.csv", Trips.Rows(seed: 9, count: 800, shift: 0.3)), "--schema", schema, "--previous", trips.Csv, "--profile", "monitoring");
    }

    private async Task<string> PageOf(string name, params string[] arguments)
    {
        var run = await ToolRun.Of([.. arguments, "--html", trips[name]]);
        Assert.True(run.ExitCode is 0 or 1, run.Error);
        Assert.Contains($"the page is in {trips[name]}.", run.Error);
        return trips[name];
    }

    private static string Click(string head) => $"(button => {{ button.click(); return true; }})([...document.querySelectorAll('#column-table button.sort')].find(b => b.textContent === '{head}'))";

    private static Task<string> NamesAsync(OpenedPage page) =>
        page.AskAsync<string>("[...document.querySelectorAll('#column-table tbody tr[data-column]')].filter(r => !r.hidden).map(r => r.cells[0].innerText.trim()).join(' ')");

    // A page of one colour is a blank one.
    private static void Drawn(byte[] png, bool dark)
    {
        using var bitmap = SKBitmap.Decode(png);
        var pixels = bitmap.Pixels;
        Assert.True(pixels.Distinct().Count() > 50);
        var mean = pixels.Average(pixel => (pixel.Red + pixel.Green + pixel.Blue) / 3.0);
        Assert.True(dark ? mean < 70 : mean > 200, $"mean {mean}");
    }
}
