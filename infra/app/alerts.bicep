@description('Name of the action group that sends the e-mail.')
param actionGroupName string

@description('Region of the log alerts.')
param location string

@description('Tags of all of them.')
param tags object

@description('Address that is told.')
param email string

@description('Workspace with the log lines.')
param workspaceId string

@description('The function app.')
param siteId string

// Failed answers within five minutes from which somebody is told: one lost connection is no reason to wake anyone.
var failuresToTell = 10

var timers = [
  'RollWaves'
  'PublishReleases'
  'EraseResponses'
]
var timerCategories = join(map(timers, timer => '"Function.${timer}"'), ', ')

var rules = [
  {
    name: 'timer-failed'
    text: 'A timer function failed. docs/operations.md says what follows and what to do.'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
AppTraces
| where tostring(Properties.Category) in ({0})
| where SeverityLevel >= 3
'''
  }
  {
    name: 'timer-silent'
    text: 'RollWaves has not run for an hour: waves neither open nor close.'
    severity: 1
    every: 'PT15M'
    over: 'PT1H'
    operator: 'LessThanOrEqual'
    threshold: 0
    query: '''
AppTraces
| where tostring(Properties.Category) == "Function.RollWaves"
| where Message startswith "Executed 'Functions.RollWaves' (Succeeded"
'''
  }
  {
    name: 'requests-fail'
    text: 'The program could not answer requests: its store is out of reach, or it has a fault.'
    severity: 1
    every: 'PT5M'
    over: 'PT5M'
    operator: 'GreaterThanOrEqual'
    threshold: failuresToTell
    query: '''
AppTraces
| where tostring(Properties.Category) == "Host.Function.Console"
| where Message has "Survey.Hosting.ErrorAnswers" and Message has "failed"
'''
  }
  {
    name: 'wave-silent'
    text: 'A wave is open and its number of responses has not grown for a day.'
    severity: 2
    every: 'PT1H'
    over: 'P1D'
    operator: 'GreaterThan'
    threshold: 0
    query: '''
AppTraces
| where tostring(Properties.Category) == "Host.Function.Console"
| where Message has "Survey.Collect.RollWaves"
| parse Message with * "Wave " Wave " is open with " Responses:long " responses" *
| where isnotempty(Wave)
| summarize Since = min(TimeGenerated), First = min(Responses), Last = max(Responses) by Wave
| where Since < ago(22h) and First == Last
'''
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'survey'
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [for rule in rules: {
  name: rule.name
  location: location
  tags: tags
  properties: {
    displayName: rule.name
    description: rule.text
    enabled: true
    severity: rule.severity
    autoMitigate: true
    // A table that has no line yet is no fault of the query.
    skipQueryValidation: true
    evaluationFrequency: rule.every
    windowSize: rule.over
    scopes: [
      workspaceId
    ]
    criteria: {
      allOf: [
        {
          query: format(rule.query, timerCategories)
          timeAggregation: 'Count'
          operator: rule.operator
          threshold: rule.threshold
          failingPeriods: {
            minFailingPeriodsToAlert: 1
            numberOfEvaluationPeriods: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [
        people.id
      ]
    }
  }
}]

// What the program cannot tell itself: the host or the platform answered in its place.
resource hostFails 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'host-fails'
  location: 'global'
  tags: tags
  properties: {
    description: 'Requests end with a status of 500 and more.'
    enabled: true
    severity: 1
    autoMitigate: true
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    scopes: [
      siteId
    ]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failures'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.Web/sites'
          metricName: 'Http5xx'
          // The metric appears with the first failure only.
          skipMetricValidation: true
          timeAggregation: 'Total'
          operator: 'GreaterThanOrEqual'
          threshold: failuresToTell
        }
      ]
    }
    actions: [
      {
        actionGroupId: people.id
      }
    ]
  }
}
