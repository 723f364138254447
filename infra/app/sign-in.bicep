@description('The function app.')
param siteName string

@minLength(36)
@maxLength(36)
@description('Client id of the app registration for analysts.')
param clientId string

@description('Setting of the app with the identity that vouches for the registration.')
param credentialSetting string

@description('Languages of the survey, between commas: the beginnings of its pages\' addresses.')
param languages string

var languagePaths = map(split(languages, ','), language => ['/${language}', '/${language}/*'])

// Everything a student's browser or the page's script asks for: no path here may ever lead to a sign-in page.
var openPaths = concat(flatten(languagePaths), [
  '/'
  '/thanks'
  '/about'
  '/about/*'
  '/print'
  '/print/*'
  '/quiz'
  '/places'
  '/results'
  '/results/*'
  '/assets/*'
  '/favicon.ico'
  '/answers'
  '/.well-known/security.txt'
  '/api/survey'
  '/api/responses'
  '/api/health'
  '/api/openapi.json'
  // Whoever comes this far without a sign-in still finds every page behind it closed.
  '/sign-in'
])

resource site 'Microsoft.Web/sites@2024-04-01' existing = {
  name: siteName
}

// Keys are asked for as well: the sign-in says who, the key says what for.
resource analysts 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: site
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
      excludedPaths: openPaths
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          clientSecretSettingName: credentialSetting
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [
            clientId
            'api://${clientId}'
          ]
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}
