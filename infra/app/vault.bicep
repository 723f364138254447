@minLength(3)
@maxLength(24)
@description('Name of the Key Vault of the program\'s keys.')
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

@secure()
@description('The key of the checksums that responses carry.')
param checksumKey string

@description('Addresses from which alone the vault is reached, besides the subnet; empty: from anywhere, with a role.')
param addresses array

@description('Subnet of the app; empty: the public network.')
param subnetId string

// Purge protection: nobody, the owner of the subscription included, can rid the vault of a key before the week is over.
// The name of a vault that was deleted is free only then.
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
    enablePurgeProtection: true
    networkAcls: {
      // Whoever deploys sets the keys through Azure's own services.
      bypass: 'AzureServices'
      defaultAction: empty(addresses) ? 'Allow' : 'Deny'
      ipRules: [for address in addresses: {
        value: trim(address)
      }]
      virtualNetworkRules: empty(subnetId) ? [] : [
        {
          id: subnetId
        }
      ]
    }
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

resource checksumSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'checksum-key'
  properties: {
    value: checksumKey
  }
}

output name string = vault.name
output analystKeyName string = analystSecret.name
output adminKeyName string = adminSecret.name
output checksumKeyName string = checksumSecret.name
