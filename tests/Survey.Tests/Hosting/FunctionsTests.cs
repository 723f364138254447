using Microsoft.Extensions.DependencyInjection;
using Survey.Hosting;
using Survey.Tests.Storage;
using Xunit;

namespace Survey.Tests.Hosting;

public sealed class FunctionsTests
{
    [Fact]
    public void Classes_and_files_are_joined_by_name()
    {
        using var files = TestFunctions.Files();
        var functions = new Functions(new ServiceCollection());
        TestFunctions.Add(functions);
        functions.Join(files.Path);
        Assert.Equal(
            ["Page", "Thing", "ChangeThing", "Secret"],
            functions.Http.Select(function => function.Name)
        );
        Assert.Equal(["Tick", "Tock"], functions.Timers.Select(timer => timer.Name));
        var change = functions.Http[2].Trigger;
        Assert.Equal(AuthLevel.Function, change.AuthLevel);
        Assert.Equal(["POST"], change.Methods);
        Assert.Equal("api/things/{id}", change.Route);
        var moment = new DateTime(2026, 11, 22, 10, 58, 0, DateTimeKind.Utc);
        Assert.Equal(
            moment.AddMinutes(2),
            functions.Timers[0].Trigger.Schedule.GetNextOccurrence(moment)
        );
    }

    [Fact]
    public void A_class_without_its_file_and_a_file_without_its_class_are_named()
    {
        using var files = TestFunctions
            .Files()
            .With("Thing/function.json", TestFunctions.Timer("0 * * * * *"))
            .With("Stray/function.json", TestFunctions.Http("anonymous", "get", "stray"));
        File.Delete(files.File("Tick/function.json"));
        var functions = new Functions(new ServiceCollection());
        TestFunctions.Add(functions);
        Assert.Equal(
            [
                "Thing: there is no Thing/function.json with a HttpTrigger",
                "Tick: there is no Tick/function.json with a TimerTrigger",
                "Stray/function.json: no function of that name is added",
            ],
            Assert.Throws<StartException>(() => functions.Join(files.Path)).Faults
        );
    }

    [Fact]
    public void A_class_added_twice_is_named()
    {
        using var files = TestFunctions.Files();
        var functions = new Functions(new ServiceCollection());
        TestFunctions.Add(functions);
        functions.AddHttp<Thing>(function => function.Run);
        Assert.Equal(
            ["Thing: it is added twice"],
            Assert.Throws<StartException>(() => functions.Join(files.Path)).Faults
        );
    }

    public static TheoryData<string, string> BadFiles =>
        new()
        {
            { "{", "" },
            { "{}", "" },
            { """{"bindings":[]}""", "" },
            { """{"bindings":[{"type":"queueTrigger"}]}""", "needs httpTrigger and http" },
            { TestFunctions.Http("anyone", "get", "x"), "authLevel \"anyone\"" },
            { TestFunctions.Http("anonymous", "fetch", "x"), "methods must be some of" },
            { TestFunctions.Http("anonymous", "get", "/x"), "no route \"/x\"" },
            { TestFunctions.Http("anonymous", "get", "administrators"), "no route" },
            { TestFunctions.Http("anonymous", "get", ""), "no route \"\"" },
            { TestFunctions.Timer("*/5 * * * *"), "is not six fields" },
        };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_cannot_be_run_is_named(string content, string fault)
    {
        using var files = new TemporaryFolder().With("Thing/function.json", content);
        var line = Assert.Throws<StartException>(() => FunctionFile.ReadAll(files.Path)).Message;
        Assert.StartsWith("Thing/function.json: ", line, StringComparison.Ordinal);
        Assert.Contains(fault, line, StringComparison.Ordinal);
    }
}
