@description('Name of the Log Analytics workspace that keeps the log lines.')
param workspaceName string

@description('Name of the Application Insights component that the Functions host writes to.')
param componentName string

@description('Region of both.')
param location string

@description('Tags of both.')
param tags object

@minValue(30)
@maxValue(730)
@description('Days for which log lines are kept.')
param retentionDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
  }
}

// What the host may write here at all is said in host.json: nothing about single requests.
resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableIpMasking: false
    DisableLocalAuth: true
  }
}

output workspaceId string = workspace.id
output componentName string = component.name
