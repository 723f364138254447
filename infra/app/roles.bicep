@description('Object id of the identity under which the function app runs.')
param principalId string

@description('Storage account of the host, the responses and the releases.')
param storageAccountName string

@description('Key Vault of the analyst and admin keys.')
param vaultName string

@description('Application Insights component that the host writes to.')
param componentName string

// Blob Data Owner: what the Functions host asks for, for its leases, timers, own keys and package; the program writes and
// reads releases, and deletes none.
var blobRole = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var blobActions = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs'
var keepsReleases = '((!(ActionMatches{\'${blobActions}/delete\'}) AND !(ActionMatches{\'${blobActions}/deleteBlobVersion/action\'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringNotEquals \'releases\'))'
var storageRoles = [
  blobRole
  // Table Data Contributor: the program inserts, replaces, reads and erases rows and makes its tables.
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
]
// Key Vault Secrets User: the platform reads the two keys for the app.
var vaultRole = '4633458b-17de-408a-b874-0445c86b69e6'
// Key Vault Secrets Officer, for whoever deploys: azd reads the keys back at the next deployment, and they are rotated there.
var deployerRole = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
// Monitoring Metrics Publisher: sending telemetry without an instrumentation key.
var telemetryRole = '3913510d-42f4-4e42-8a64-420c390055eb'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource onStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in storageRoles: {
  name: guid(account.id, principalId, role)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    condition: role == blobRole ? keepsReleases : null
    conditionVersion: role == blobRole ? '2.0' : null
  }
}]

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, vaultRole)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', vaultRole)
  }
}

resource deployerOnVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, deployer().objectId, deployerRole)
  scope: vault
  properties: {
    principalId: deployer().objectId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', deployerRole)
  }
}

resource onComponent 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, principalId, telemetryRole)
  scope: component
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', telemetryRole)
  }
}
