// A deployment with everything on that can be turned on; the rest as it is by default.
using '../../infra/main.bicep'

param environmentName = 'test'
param location = 'westeurope'
param alertEmail = 'operator@example.org'
param analystKey = 'the-key-that-analysts-send-0123456789'
param adminKey = 'the-key-that-admins-send-0123456789'
param checksumKey = 'the-key-of-the-checksums-0123456789'
param securityContact = 'security@example.org'
param vaultAddresses = '203.0.113.7, 203.0.113.8'
param sendGridKeyName = 'sendgrid-key'
param noticeFrom = 'survey@example.org'
param analystAddresses = 'analyst@example.org'
param adminAddresses = 'admin@example.org'
param alwaysReadyInstances = 1
param vnetEnabled = true
param analystClientId = '11111111-1111-1111-1111-111111111111'
param collectorAddress = 'https://collector.example.org'
