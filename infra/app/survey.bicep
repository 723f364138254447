@minLength(2)
@maxLength(60)
@description('Name of the function app; also the first part of its address.')
param name string

@description('Name of its Flex Consumption plan.')
param planName string

@description('Region of both.')
param location string

@description('Tags of both; azd finds the app by one more.')
param tags object

@description('Identity under which the app runs.')
param identityName string

@description('Storage account of the host, the responses and the releases.')
param storageAccountName string

@description('Blob container of the deployed package.')
param packageContainer string

@description('Application Insights component that the host writes to.')
param componentName string

@description('Key Vault of the analyst and admin keys.')
param vaultName string

@description('Name of the secret with the analyst key.')
param analystKeyName string

@description('Name of the secret with the admin key.')
param adminKeyName string

@description('Name of the secret with the key of the responses\' checksums.')
param checksumKeyName string

@description('Subnet through which the app reaches storage; empty: the public network.')
param subnetId string

@description('Folder of the survey to ask.')
param surveyFolder string

@minValue(0)
@description('Submissions a minute taken from one network address; 0: no limit.')
param submissionsPerMinute int

@minValue(0)
@description('Minutes for which a wave past its end still takes answers.')
param graceMinutes int

@minValue(0)
@description('Days from a release to the erasing of its responses.')
param eraseAfterDays int

@description('Figures are made public without an admin\'s approval.')
param publishWithoutApproval bool

@description('Who is responsible for the survey.')
param operatorName string

@description('How to reach whoever is responsible.')
param operatorContact string

@description('Whom to tell of a hole in the program; empty: nobody is named.')
param securityContact string

@description('Name of the secret with SendGrid\'s key; empty: notices are lines of the log.')
param sendGridKeyName string

@description('Sender of notices.')
param noticeFrom string

@secure()
@description('Addresses of analysts.')
param analystAddresses string

@secure()
@description('Addresses of admins.')
param adminAddresses string

@description('Whether SendGrid\'s account is one in the European Union.')
param sendGridEu bool

@description('Whether SendGrid only checks mails.')
param sendGridSandbox bool

@allowed([
  512
  2048
  4096
])
@description('Memory of an instance in MB.')
param instanceMemoryMB int

@minValue(40)
@maxValue(1000)
@description('Most instances at a time.')
param maximumInstanceCount int

@minValue(0)
@description('Instances that always run.')
param alwaysReadyInstances int

@minValue(1)
@maxValue(1000)
@description('Requests one instance takes at the same time.')
param requestsPerInstance int

@maxLength(36)
@description('Client id of the app registration for analysts; empty: no sign-in.')
param analystClientId string

@maxLength(2000)
@description('Address of a collector of sums and traces (OTLP); empty: nothing is sent.')
param collectorAddress string

var signIn = !empty(analystClientId)
// The identity vouches for the app registration, so that no secret has to be kept for it.
var signInSetting = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageAccountName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'survey' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    // Affinity would set a cookie, and the survey sets none.
    clientAffinityEnabled: false
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        // A version of '10' is taken by Azure, and the app then never starts.
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0 ? [] : [
          {
            name: 'http'
            instanceCount: alwaysReadyInstances
          }
        ]
        triggers: {
          http: {
            perInstanceConcurrency: requestsPerInstance
          }
        }
      }
    }
    siteConfig: {
      http20Enabled: true
      minTlsVersion: '1.2'
    }
  }
}

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: site
  name: 'appsettings'
  properties: union(
    {
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
      AzureWebJobsStorage__accountName: account.name
      AzureWebJobsStorage__clientId: identity.properties.clientId
      AzureWebJobsStorage__credential: 'managedidentity'
      Survey__AdminKey: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${adminKeyName})'
      Survey__AnalystKey: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${analystKeyName})'
      Survey__ChecksumKey: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${checksumKeyName})'
      Survey__Folder: surveyFolder
      Survey__SubmissionsPerMinute: string(submissionsPerMinute)
      Survey__GraceMinutes: string(graceMinutes)
      Survey__EraseAfterDays: string(eraseAfterDays)
      Survey__PublishWithoutApproval: toLower(string(publishWithoutApproval))
      Survey__OperatorName: operatorName
      Survey__OperatorContact: operatorContact
      Survey__SecurityContact: securityContact
      Survey__PublicUrl: 'https://${site.properties.defaultHostName}'
      Survey__NoticeFrom: noticeFrom
      Survey__AnalystAddresses: analystAddresses
      Survey__AdminAddresses: adminAddresses
      Survey__SendGridEu: string(sendGridEu)
      Survey__SendGridSandbox: string(sendGridSandbox)
    },
    empty(sendGridKeyName) ? {} : {
      Survey__SendGridKey: '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${sendGridKeyName})'
    },
    empty(collectorAddress) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: collectorAddress },
    signIn ? { '${signInSetting}': identity.properties.clientId } : {}
  )
}

resource ftpPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scmPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

output name string = site.name
output uri string = 'https://${site.properties.defaultHostName}'
output signInSetting string = signInSetting
