targetScope = 'subscription'

@minLength(1)
@maxLength(64)
@description('Name of the azd environment. Every resource name is made from it, and every resource carries it as a tag.')
param environmentName string

@description('Region of all resources; one that offers Flex Consumption. For Portuguese schools: one in the European Union.')
@allowed([
  'australiaeast'
  'australiasoutheast'
  'brazilsouth'
  'canadacentral'
  'centralindia'
  'centralus'
  'eastasia'
  'eastus'
  'eastus2'
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'japaneast'
  'koreacentral'
  'northeurope'
  'norwayeast'
  'southafricanorth'
  'southcentralus'
  'southeastasia'
  'spaincentral'
  'swedencentral'
  'uaenorth'
  'uksouth'
  'westeurope'
  'westus'
  'westus2'
  'westus3'
])
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@minLength(6)
@maxLength(254)
@description('Who is told by e-mail when a timer fails, requests fail, or an open wave has gone silent.')
param alertEmail string

@secure()
@minLength(15)
@description('The key that analysts send. azd makes it once and then reads it from the Key Vault.')
param analystKey string

@secure()
@minLength(15)
@description('The key that admins send; made and kept like the analysts\'.')
param adminKey string

@secure()
@minLength(15)
@description('The key of the checksums that responses carry; made and kept like the others. Never change it while there are responses.')
param checksumKey string

@secure()
@description('What makes keys longer that azd has just made: it makes 15 characters.')
param fresh string = newGuid()

@minLength(1)
@maxLength(64)
@description('Folder under functions/surveys that holds the survey to ask.')
param surveyFolder string = 'youth-online-pt'

@minLength(2)
@maxLength(64)
@description('Languages of the survey, between commas. Only the sign-in of analysts needs them, to leave students alone.')
param surveyLanguages string = 'pt,en'

@minValue(0)
@maxValue(1000000)
@description('Submissions a minute taken from one network address; 0: no limit. A whole school sits behind one address.')
param submissionsPerMinute int = 600

@minValue(0)
@maxValue(1440)
@description('Minutes for which a wave that reached its end still takes the answers under way.')
param graceMinutes int = 5

@minValue(0)
@maxValue(3650)
@description('Days from a release to the erasing of the responses behind it.')
param eraseAfterDays int = 7

@description('A closed wave\'s figures are made public at once, without an admin\'s approval.')
param publishWithoutApproval bool = false

@maxLength(200)
@description('Who is responsible for the survey, as its pages say it. Without a name and a contact no wave opens.')
param operatorName string = ''

@maxLength(254)
@description('Mail address or telephone number of whoever is responsible.')
param operatorContact string = ''

@maxLength(254)
@description('Mail address, or address of a site, for whoever finds a hole in the program; security.txt says it.')
param securityContact string = ''

@maxLength(2000)
@description('Addresses, between commas, from which alone the Key Vault is reached besides the app\'s own network; needs vnetEnabled. Empty: from anywhere, with a role.')
param vaultAddresses string = ''

@maxLength(127)
@description('Name of the secret in the Key Vault that holds SendGrid\'s key; an admin puts it there first. Empty: no mail, notices are lines of the log.')
param sendGridKeyName string = ''

@maxLength(254)
@description('Address that notices come from, verified at SendGrid; needed with a key.')
param noticeFrom string = ''

@secure()
@maxLength(8000)
@description('Addresses told that a release is out, between commas.')
param analystAddresses string = ''

@secure()
@maxLength(8000)
@description('Addresses told what needs an admin, between commas.')
param adminAddresses string = ''

@description('SendGrid\'s account is one in the European Union; its key works at no other host.')
param sendGridEu bool = false

@description('SendGrid checks mails and delivers none: to try the settings.')
param sendGridSandbox bool = false

@description('Memory of an instance in MB. 512 carries the page; folding a wave of millions is quicker on 4096.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@minValue(40)
@maxValue(1000)
@description('Most instances at a time: the bound of what a flood of requests can cost.')
param maximumInstanceCount int = 100

@minValue(0)
@maxValue(20)
@description('Instances that always run, so that nobody waits for a start. They cost while nobody answers; 0 outside school weeks.')
param alwaysReadyInstances int = 0

@minValue(1)
@maxValue(1000)
@description('Requests one instance takes at the same time before another is started.')
param requestsPerInstance int = 100

@description('Copies of the stored data: three in one building, or in three zones. Copies in a second region are not offered, so that answers stay in the one chosen.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
])
param storageRedundancy string = 'Standard_LRS'

@minValue(30)
@maxValue(730)
@description('Days for which log lines are kept.')
param logRetentionDays int = 30

@description('Closes the storage account to the public network and reaches it through private endpoints.')
param vnetEnabled bool = false

@maxLength(36)
@description('Client id of the Entra ID app registration with which analysts and admins sign in before their key counts. Empty: the key alone.')
param analystClientId string = ''

@maxLength(2000)
@description('Address of a collector of sums and traces (OTLP); empty: nothing is sent.')
param collectorAddress string = ''

var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var shortestKey = 32

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: '${abbreviations.resourceGroup}${environmentName}'
  location: location
  tags: tags
}

module identity 'app/identity.bicep' = {
  scope: group
  name: 'identity'
  params: {
    name: '${abbreviations.userAssignedIdentity}${token}'
    location: location
    tags: tags
  }
}

module monitoring 'app/monitoring.bicep' = {
  scope: group
  name: 'monitoring'
  params: {
    workspaceName: '${abbreviations.logAnalyticsWorkspace}${token}'
    componentName: '${abbreviations.applicationInsights}${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
  }
}

module storage 'app/storage.bicep' = {
  scope: group
  name: 'storage'
  params: {
    name: '${abbreviations.storageAccount}${token}'
    location: location
    tags: tags
    redundancy: storageRedundancy
    publicNetwork: !vnetEnabled
  }
}

module vault 'app/vault.bicep' = {
  scope: group
  name: 'vault'
  params: {
    name: '${abbreviations.keyVault}${token}'
    location: location
    tags: tags
    analystKey: length(analystKey) < shortestKey ? '${analystKey}${guid(fresh, 'analyst')}' : analystKey
    adminKey: length(adminKey) < shortestKey ? '${adminKey}${guid(fresh, 'admin')}' : adminKey
    addresses: empty(vaultAddresses) ? [] : split(vaultAddresses, ',')
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
    checksumKey: length(checksumKey) < shortestKey ? '${checksumKey}${guid(fresh, 'checksum')}' : checksumKey
  }
}

module roles 'app/roles.bicep' = {
  scope: group
  name: 'roles'
  params: {
    principalId: identity.outputs.principalId
    storageAccountName: storage.outputs.name
    vaultName: vault.outputs.name
    componentName: monitoring.outputs.componentName
  }
}

module network 'app/network.bicep' = if (vnetEnabled) {
  scope: group
  name: 'network'
  params: {
    name: '${abbreviations.virtualNetwork}${token}'
    endpointPrefix: '${abbreviations.privateEndpoint}${token}'
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
  }
}

module survey 'app/survey.bicep' = {
  scope: group
  name: 'survey'
  params: {
    name: '${abbreviations.functionApp}${token}'
    planName: '${abbreviations.plan}${token}'
    location: location
    tags: tags
    identityName: identity.outputs.name
    storageAccountName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    componentName: monitoring.outputs.componentName
    vaultName: vault.outputs.name
    analystKeyName: vault.outputs.analystKeyName
    adminKeyName: vault.outputs.adminKeyName
    checksumKeyName: vault.outputs.checksumKeyName
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
    surveyFolder: surveyFolder
    submissionsPerMinute: submissionsPerMinute
    graceMinutes: graceMinutes
    eraseAfterDays: eraseAfterDays
    publishWithoutApproval: publishWithoutApproval
    operatorName: operatorName
    operatorContact: operatorContact
    securityContact: securityContact
    sendGridKeyName: sendGridKeyName
    noticeFrom: noticeFrom
    analystAddresses: analystAddresses
    adminAddresses: adminAddresses
    sendGridEu: sendGridEu
    sendGridSandbox: sendGridSandbox
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    requestsPerInstance: requestsPerInstance
    analystClientId: analystClientId
    collectorAddress: collectorAddress
  }
  dependsOn: [
    // At its first start the app reads its package and its keys.
    roles
  ]
}

// Off unless asked for.
module signIn 'app/sign-in.bicep' = if (!empty(analystClientId)) {
  scope: group
  name: 'sign-in'
  params: {
    siteName: survey.outputs.name
    clientId: analystClientId
    credentialSetting: survey.outputs.signInSetting
    languages: surveyLanguages
  }
}

module alerts 'app/alerts.bicep' = {
  scope: group
  name: 'alerts'
  params: {
    actionGroupName: '${abbreviations.actionGroup}${token}'
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = survey.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
output SERVICE_SURVEY_NAME string = survey.outputs.name
output SERVICE_SURVEY_URI string = survey.outputs.uri
