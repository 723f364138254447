using Microsoft.Azure.Functions.Worker;
using Survey.Ask;
using Survey.Http;
using Survey.Manage.Pages;

namespace Survey.Manage;

/// <summary>Who did what to which wave and when, newest first.</summary>
public sealed class DeskRecord(DeskPages pages, Waves waves)
{
    [Function(nameof(DeskRecord))]
    [NeedsKey(KeyHolder.Admin)]
    [Described(
        "The record of what was done to waves",
        Answers = typeof(string),
        Media = "text/html",
        Refuses = [nameof(Problems.StorageUnavailable)]
    )]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "manage/record")]
            HttpRequest request
    )
    {
        var record = await waves
            .ReadRecordAsync(request.HttpContext.RequestAborted)
            .ToArrayAsync(request.HttpContext.RequestAborted);
        return await DeskPages.WriteAsync<RecordDocument>(
            pages.Of(request),
            StatusCodes.Status200OK,
            ("Record", record.Reverse().ToArray())
        );
    }
}
