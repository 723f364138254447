@minLength(3)
@maxLength(24)
@description('Name of the Key Vault of the analyst and admin keys.')
param name string

@description('Region of the vault.')
param location string

@description('Tags of the vault.')
param tags object

@secure()
@description('The key that analysts send.')
param analystKey string

@secure()
@description('The key that admins send.')
param adminKey string

// Without purge protection: keys can be made anew, and "azd down --purge" then "azd up" must find the name free.
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
  }
}

resource analystSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'analyst-key'
  properties: {
    value: analystKey
  }
}

resource adminSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'admin-key'
  properties: {
    value: adminKey
  }
}

output name string = vault.name
output analystKeyName string = analystSecret.name
output adminKeyName string = adminSecret.name
