using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Survey.Ask;
using Survey.Collect;
using Survey.Http;
using Survey.Publish;
using Survey.Storage;

namespace Survey.Tests.Whole.Simulation;

/// <summary>One running program of a simulation: the real functions over a store that may fail.</summary>
internal sealed class Instance : IDisposable
{
    private readonly ServiceProvider _services;

    public Instance(World world, Definition definition, ITables tables, IBlobs blobs)
    {
        Store = new FaultyStore(tables, blobs, world.Time);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ITables>(Store)
            .AddSingleton<IBlobs>(Store)
            .AddSingleton<TimeProvider>(world.Time)
            .AddSingleton(TestSettings.Checksum)
            .AddSingleton(definition)
            .AddSingleton(
                TestSettings.Read(
                    ("Survey:EraseAfterDays", "1"),
                    (
                        "Survey:PublishWithoutApproval",
                        $"{world.Planted == Planted.ApprovalSkipped}"
                    ),
                    ("Survey:SendGridKey", "SG.key-of-a-simulation"),
                    ("Survey:NoticeFrom", "survey@example.org"),
                    ("Survey:AnalystAddresses", "ana@example.org"),
                    ("Survey:AdminAddresses", "rui@example.org")
                )
            )
            .AddSingleton<TimerFailures>()
            .AddSingleton<TimerRuns>()
            .AddAsk()
            .AddCollect()
            .AddPublish()
            .AddKeyedSingleton(
                NoticeServices.SendGrid,
                (_, _) => new HttpClient(new Post(this, world))
            )
            .BuildServiceProvider();
    }

    public FaultyStore Store { get; }

    public T Get<T>()
        where T : class => ActivatorUtilities.GetServiceOrCreateInstance<T>(_services);

    public void Dispose() => _services.Dispose();

    /// <summary>Takes every mail of a program that lives.</summary>
    private sealed class Post(Instance instance, World world) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (instance.Store.IsDead)
                throw new IOException("The program is dead.");
            world.Mails.Enqueue(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(HttpStatusCode.Accepted);
        }
    }
}
