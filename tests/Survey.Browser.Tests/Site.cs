using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Survey.Ask;
using Survey.Ask.Pages;

namespace Survey.Browser.Tests;

public sealed class Site : IAsyncDisposable
{
    private readonly WebApplication app;
    public string Address { get; }
    public ConcurrentDictionary<string, JsonElement> Stored { get; } = [];

    public Site()
    {
        var definition = Definitions.Load(
            Path.Combine(AppContext.BaseDirectory, "surveys", "youth-online-pt")
        );
        var pages = new PageWriter(definition, 90);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(k =>
            k.Listen(
                IPAddress.Loopback,
                int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "0")
            )
        );
        app = builder.Build();
        app.MapGet(
            "{*path}",
            async (HttpContext context, string? path) =>
            {
                var p = (path ?? "").Split('/', 2);
                if (PageAssets.Find(path ?? "") is { } asset)
                    return asset.Reply();
                var language = p[0] is "pt" or "en"
                    ? p[0]
                    : ReadersLanguage.Of(context.Request, definition.Instrument.Languages);
                var page = p[0] is "pt" or "en" ? p.ElementAtOrDefault(1) ?? "" : path ?? "";
                return page switch
                {
                    "" => await pages.SurveyAsync(language, "2026-Q4", true),
                    "thanks" => await pages.ThanksAsync(language),
                    "about" => await pages.AboutAsync(language),
                    "print" => await pages.PrintAsync(language, true),
                    "between" => await pages.BetweenAsync(language, new DateOnly(2027, 1, 1)),
                    _ => await pages.MessageAsync(language, "not-found", 404),
                };
            }
        );
        app.MapPost(
            "api/responses",
            (JsonElement body) =>
            {
                Stored.TryAdd(body.GetProperty("id").GetString()!, body);
                return Results.Json(new { id = 1 }, statusCode: 201);
            }
        );
        app.StartAsync().GetAwaiter().GetResult();
        Address = app.Urls.First();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
