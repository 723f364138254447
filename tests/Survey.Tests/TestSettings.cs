using Microsoft.Extensions.Configuration;

namespace Survey.Tests;

internal static class TestSettings
{
    public const string ChecksumKey = Http.TestProgram.ChecksumKey;

    public static Survey.Collect.Checksum Checksum { get; } = new(ChecksumKey);

    /// <summary>Settings as the program reads them, e.g. <c>("Survey:GraceMinutes", "5")</c>, or <c>Survey__</c> as in
    /// an environment.</summary>
    /// <exception cref="StartException">They are faulty.</exception>
    public static Settings Read(params (string Name, string Value)[] values) =>
        Settings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    values.ToDictionary(
                        pair => pair.Name.Replace("__", ":", StringComparison.Ordinal),
                        pair => (string?)pair.Value
                    )
                )
                .Build()
        );
}
