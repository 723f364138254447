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

// Failed answers within five minutes from which somebody is told: one lost connection is no reason to wake anyone.
var failuresToTell = 10

// The host writes a timer's runs as Function.<Name>, and what the program logs in a function as Function.<Name>.User.
var timers = [
  'RollWaves'
  'PublishReleases'
  'EraseResponses'
]
var timerCategories = join(map(timers, timer => '"Function.${timer}", "Function.${timer}.User"'), ', ')

// Only the program's own lines and the runs of timers count, not the platform's statuses: a visitor can bring the host to
// answer 500 by sending an invocation id of their own.
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
    text: 'RollWaves has not run for half an hour: waves neither open nor close, or the program does not start.'
    severity: 1
    every: 'PT15M'
    over: 'PT30M'
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
| where SeverityLevel >= 2
| parse Message with Function " failed" *
| where tostring(Properties.Category) == strcat("Function.", Function, ".User")
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
| where tostring(Properties.Category) == "Function.RollWaves.User"
| parse Message with "Wave " Wave " is open with " Responses:long " responses" *
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
