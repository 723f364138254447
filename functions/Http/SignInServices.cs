using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Survey.Storage;

namespace Survey.Http;

internal static class SignInServices
{
    /// <summary>What stands for a key in a browser, and the tokens of forms behind a key.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("survey");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<IBlobs>((options, blobs) => options.XmlRepository = new KeyRing(blobs));
        // It would read the keys at every start, before the first respondent is answered.
        services.Remove(
            services.Single(one => one.ImplementationType?.Name == "DataProtectionHostedService")
        );
        return services
            .AddAntiforgery(options =>
            {
                options.FormFieldName = "form-token";
                options.Cookie = new FormCookie();
                // The content security policy says so already.
                options.SuppressXFrameOptionsHeader = true;
            })
            .AddSingleton<SignInCookie>()
            .AddSingleton<KeyCheck>();
    }
}
