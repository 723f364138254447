@minLength(3)
@maxLength(24)
@description('Name of the Key Vault in which the Functions host keeps the analyst and admin keys.')
param name string

@description('Region of the vault.')
param location string

@description('Tags of the vault.')
param tags object

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

output name string = vault.name
output uri string = vault.properties.vaultUri
