import type { Definitions } from './definitions.js';

/**
 * The fields of each part, as the CustomResourceDefinitions of prometheus-operator/prometheus-operator list them,
 * v0.40 to v0.93.
 */
export const PROMETHEUS: Definitions = {
  kinds: {
    'monitoring.coreos.com/v1 PodMonitor': 'PodMonitor@prometheus',
    'monitoring.coreos.com/v1 ServiceMonitor': 'ServiceMonitor@prometheus',
  },
  types: {
    'AttachMetadata@prometheus': 'node:boolean',
    'NamespaceSelector@prometheus': 'any:boolean matchNames:string[]',
    'Credentials@prometheus': 'key:string name:string optional:boolean',
    'Authorization@prometheus': 'credentials:Credentials@prometheus type:string',
    'BasicAuth@prometheus': 'password:Credentials@prometheus username:Credentials@prometheus',
    'MetricRelabelings@prometheus':
      'action:string modulus:integer regex:string replacement:string separator:string sourceLabels:string[] ' +
      'targetLabel:string',
    'ClientId@prometheus': 'configMap:Credentials@prometheus secret:Credentials@prometheus',
    'TlsConfig@prometheus':
      'ca:ClientId@prometheus cert:ClientId@prometheus insecureSkipVerify:boolean keySecret:Credentials@prometheus ' +
      'maxVersion:string minVersion:string serverName:string',
    'Oauth2@prometheus':
      'clientId:ClientId@prometheus clientSecret:Credentials@prometheus endpointParams:{string} noProxy:string ' +
      'proxyConnectHeader:{Credentials@prometheus[]} proxyFromEnvironment:boolean proxyUrl:string scopes:string[] ' +
      'tlsConfig:TlsConfig@prometheus tokenUrl:string',
    'PodMetricsEndpoints@prometheus':
      'authorization:Authorization@prometheus basicAuth:BasicAuth@prometheus ' +
      'bearerTokenSecret:Credentials@prometheus enableHttp2:boolean filterRunning:boolean followRedirects:boolean ' +
      'honorLabels:boolean honorTimestamps:boolean interval:string metricRelabelings:MetricRelabelings@prometheus[] ' +
      'noProxy:string oauth2:Oauth2@prometheus params:{string[]} path:string port:string portNumber:integer ' +
      'proxyConnectHeader:{Credentials@prometheus[]} proxyFromEnvironment:boolean proxyUrl:string ' +
      'relabelings:MetricRelabelings@prometheus[] scheme:string scrapeTimeout:string targetPort:int-or-string ' +
      'tlsConfig:TlsConfig@prometheus trackTimestampsStaleness:boolean',
    'MatchExpressions@prometheus': 'key:string operator:string values:string[]',
    'LabelSelector@prometheus': 'matchExpressions:MatchExpressions@prometheus[] matchLabels:{string}',
    'PodMonitorSpec@prometheus':
      'attachMetadata:AttachMetadata@prometheus bodySizeLimit:string convertClassicHistogramsToNHCB:boolean ' +
      'fallbackScrapeProtocol:string jobLabel:string keepDroppedTargets:integer labelLimit:integer ' +
      'labelNameLengthLimit:integer labelValueLengthLimit:integer namespaceSelector:NamespaceSelector@prometheus ' +
      'nativeHistogramBucketLimit:integer nativeHistogramMinBucketFactor:int-or-string ' +
      'podMetricsEndpoints:PodMetricsEndpoints@prometheus[] podTargetLabels:string[] sampleLimit:integer ' +
      'scrapeClass:string scrapeClassicHistograms:boolean scrapeNativeHistograms:boolean scrapeProtocols:string[] ' +
      'selector:LabelSelector@prometheus selectorMechanism:string targetLimit:integer',
    'PodMonitor@prometheus': 'apiVersion:string kind:string metadata:any spec:PodMonitorSpec@prometheus status:any',
    'TlsConfig@prometheus2':
      'ca:ClientId@prometheus caFile:string cert:ClientId@prometheus certFile:string insecureSkipVerify:boolean ' +
      'keyFile:string keySecret:Credentials@prometheus maxVersion:string minVersion:string serverName:string',
    'Endpoints@prometheus':
      'authorization:Authorization@prometheus basicAuth:BasicAuth@prometheus bearerTokenFile:string ' +
      'bearerTokenSecret:Credentials@prometheus enableHttp2:boolean filterRunning:boolean followRedirects:boolean ' +
      'honorLabels:boolean honorTimestamps:boolean interval:string metricRelabelings:MetricRelabelings@prometheus[] ' +
      'noProxy:string oauth2:Oauth2@prometheus params:{string[]} path:string port:string ' +
      'proxyConnectHeader:{Credentials@prometheus[]} proxyFromEnvironment:boolean proxyUrl:string ' +
      'relabelings:MetricRelabelings@prometheus[] scheme:string scrapeTimeout:string targetPort:int-or-string ' +
      'tlsConfig:TlsConfig@prometheus2 trackTimestampsStaleness:boolean',
    'ServiceMonitorSpec@prometheus':
      'attachMetadata:AttachMetadata@prometheus bodySizeLimit:string convertClassicHistogramsToNHCB:boolean ' +
      'endpoints:Endpoints@prometheus[] fallbackScrapeProtocol:string jobLabel:string keepDroppedTargets:integer ' +
      'labelLimit:integer labelNameLengthLimit:integer labelValueLengthLimit:integer ' +
      'namespaceSelector:NamespaceSelector@prometheus nativeHistogramBucketLimit:integer ' +
      'nativeHistogramMinBucketFactor:int-or-string podTargetLabels:string[] sampleLimit:integer scrapeClass:string ' +
      'scrapeClassicHistograms:boolean scrapeNativeHistograms:boolean scrapeProtocols:string[] ' +
      'selector:LabelSelector@prometheus selectorMechanism:string serviceDiscoveryRole:string targetLabels:string[] ' +
      'targetLimit:integer',
    'ServiceMonitor@prometheus':
      'apiVersion:string kind:string metadata:any spec:ServiceMonitorSpec@prometheus status:any',
  },
};
