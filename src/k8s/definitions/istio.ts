import type { Definitions } from './definitions.js';

/**
 * The fields of each part, as the CustomResourceDefinitions of istio/api list them, 1.10 to 1.30, and those of before
 * which old manifests have.
 */
export const ISTIO: Definitions = {
  kinds: {
    'security.istio.io/v1 AuthorizationPolicy': 'AuthorizationPolicy@istio',
    'security.istio.io/v1beta1 AuthorizationPolicy': 'AuthorizationPolicy@istio',
    'networking.istio.io/v1 DestinationRule': 'DestinationRule@istio',
    'networking.istio.io/v1alpha3 DestinationRule': 'DestinationRule@istio',
    'networking.istio.io/v1beta1 DestinationRule': 'DestinationRule@istio',
    'networking.istio.io/v1 Gateway': 'Gateway@istio',
    'networking.istio.io/v1alpha3 Gateway': 'Gateway@istio',
    'networking.istio.io/v1beta1 Gateway': 'Gateway@istio',
    'security.istio.io/v1 PeerAuthentication': 'PeerAuthentication@istio',
    'security.istio.io/v1beta1 PeerAuthentication': 'PeerAuthentication@istio',
    'security.istio.io/v1 RequestAuthentication': 'RequestAuthentication@istio',
    'security.istio.io/v1beta1 RequestAuthentication': 'RequestAuthentication@istio',
    'networking.istio.io/v1 ServiceEntry': 'ServiceEntry@istio',
    'networking.istio.io/v1alpha3 ServiceEntry': 'ServiceEntry@istio',
    'networking.istio.io/v1beta1 ServiceEntry': 'ServiceEntry@istio',
    'networking.istio.io/v1 Sidecar': 'Sidecar@istio',
    'networking.istio.io/v1alpha3 Sidecar': 'Sidecar@istio',
    'networking.istio.io/v1beta1 Sidecar': 'Sidecar@istio',
    'networking.istio.io/v1 VirtualService': 'VirtualService@istio',
    'networking.istio.io/v1alpha3 VirtualService': 'VirtualService@istio',
    'networking.istio.io/v1beta1 VirtualService': 'VirtualService@istio',
    'networking.istio.io/v1 WorkloadEntry': 'WorkloadEntry@istio',
    'networking.istio.io/v1alpha3 WorkloadEntry': 'WorkloadEntry@istio',
    'networking.istio.io/v1beta1 WorkloadEntry': 'WorkloadEntry@istio',
  },
  types: {
    'Provider@istio': 'name:string',
    'Source@istio':
      'ipBlocks:string[] namespaces:string[] notIpBlocks:string[] notNamespaces:string[] notPrincipals:string[] ' +
      'notRemoteIpBlocks:string[] notRequestPrincipals:string[] notServiceAccounts:string[] ' +
      'notTrustDomains:string[] principals:string[] remoteIpBlocks:string[] requestPrincipals:string[] ' +
      'serviceAccounts:string[] trustDomains:string[]',
    'From@istio': 'source:Source@istio',
    'Operation@istio':
      'hosts:string[] methods:string[] notHosts:string[] notMethods:string[] notPaths:string[] notPorts:string[] ' +
      'paths:string[] ports:string[]',
    'To@istio': 'operation:Operation@istio',
    'When@istio': 'key:string notValues:string[] values:string[]',
    'Rules@istio': 'from:From@istio[] to:To@istio[] when:When@istio[]',
    'Selector@istio': 'matchLabels:{string}',
    'TargetRef@istio': 'group:string kind:string name:string namespace:string',
    'AuthorizationPolicySpec@istio':
      'action:string provider:Provider@istio rules:Rules@istio[] selector:Selector@istio targetRef:TargetRef@istio ' +
      'targetRefs:TargetRef@istio[]',
    'AuthorizationPolicy@istio':
      'apiVersion:string kind:string metadata:any spec:AuthorizationPolicySpec@istio status:any',
    'Http2KeepAlive@istio': 'interval:string timeout:string',
    'Http@istio':
      'h2UpgradePolicy:string http1MaxPendingRequests:integer http2KeepAlive:Http2KeepAlive@istio ' +
      'http2MaxRequests:integer idleTimeout:string maxConcurrentStreams:integer maxRequestsPerConnection:integer ' +
      'maxRetries:integer useClientProtocol:boolean',
    'TcpKeepalive@istio': 'interval:string probes:integer time:string',
    'Tcp@istio':
      'connectTimeout:string idleTimeout:string maxConnectionDuration:string maxConnections:integer ' +
      'tcpKeepalive:TcpKeepalive@istio',
    'ConnectionPool@istio': 'http:Http@istio tcp:Tcp@istio',
    'Attributes@istio': 'name:string value:string',
    'HttpCookie@istio': 'attributes:Attributes@istio[] name:string path:string ttl:string',
    'Maglev@istio': 'tableSize:integer',
    'RingHash@istio': 'minimumRingSize:integer',
    'ConsistentHash@istio':
      'httpCookie:HttpCookie@istio httpHeaderName:string httpQueryParameterName:string maglev:Maglev@istio ' +
      'minimumRingSize:integer ringHash:RingHash@istio useSourceIp:boolean',
    'Distribute@istio': 'from:string to:{integer}',
    'Failover@istio': 'from:string to:string',
    'LocalityLbSetting@istio':
      'distribute:Distribute@istio[] enabled:boolean failover:Failover@istio[] failoverPriority:string[]',
    'Warmup@istio': 'aggression:number duration:string minimumPercent:number',
    'ZoneAwareLbSetting@istio':
      'enabled:boolean failover:Failover@istio[] failoverPriority:string[] minClusterSize:integer',
    'LoadBalancer@istio':
      'consistentHash:ConsistentHash@istio localityLbSetting:LocalityLbSetting@istio simple:string ' +
      'warmup:Warmup@istio warmupDurationSecs:string zoneAwareLbSetting:ZoneAwareLbSetting@istio',
    'OutlierDetection@istio':
      'baseEjectionTime:string consecutive5xxErrors:integer consecutiveErrors:integer ' +
      'consecutiveGatewayErrors:integer consecutiveLocalOriginFailures:integer interval:string ' +
      'maxEjectionPercent:integer minHealthPercent:integer outlierDetectionHttpErrorCodes:integer[] ' +
      'splitExternalLocalOriginErrors:boolean',
    'Port@istio': 'number:integer',
    'Tls@istio':
      'caCertificates:string caCrl:string clientCertificate:string credentialName:string insecureSkipVerify:boolean ' +
      'mode:string privateKey:string sni:string subjectAltNames:string[]',
    'PortLevelSettings@istio':
      'connectionPool:ConnectionPool@istio loadBalancer:LoadBalancer@istio outlierDetection:OutlierDetection@istio ' +
      'port:Port@istio tls:Tls@istio',
    'ProxyProtocol@istio': 'version:string',
    'RetryBudget@istio': 'budgetInterval:string minRetryConcurrency:integer percent:number',
    'Tunnel@istio': 'protocol:string targetHost:string targetPort:integer',
    'TrafficPolicy@istio':
      'connectionPool:ConnectionPool@istio loadBalancer:LoadBalancer@istio outlierDetection:OutlierDetection@istio ' +
      'portLevelSettings:PortLevelSettings@istio[] proxyProtocol:ProxyProtocol@istio retryBudget:RetryBudget@istio ' +
      'tls:Tls@istio tunnel:Tunnel@istio',
    'Subsets@istio': 'labels:{string} name:string trafficPolicy:TrafficPolicy@istio',
    'DestinationRuleSpec@istio':
      'exportTo:string[] host:string subsets:Subsets@istio[] trafficPolicy:TrafficPolicy@istio ' +
      'workloadSelector:Selector@istio',
    'DestinationRule@istio': 'apiVersion:string kind:string metadata:any spec:DestinationRuleSpec@istio status:any',
    'Port@istio2': 'name:string number:integer protocol:string targetPort:integer',
    'TlsCertificates@istio': 'caCertificates:string privateKey:string serverCertificate:string',
    'Tls@istio2':
      'caCertCredentialName:string caCertificates:string caCrl:string cipherSuites:string[] credentialName:string ' +
      'credentialNames:string[] httpsRedirect:boolean insecureSkipVerify:boolean maxProtocolVersion:string ' +
      'minProtocolVersion:string mode:string privateKey:string serverCertificate:string subjectAltNames:string[] ' +
      'tlsCertificates:TlsCertificates@istio[] verifyCertificateHash:string[] verifyCertificateSpki:string[]',
    'Servers@istio': 'bind:string defaultEndpoint:string hosts:string[] name:string port:Port@istio2 tls:Tls@istio2',
    'GatewaySpec@istio': 'selector:{string} servers:Servers@istio[]',
    'Gateway@istio': 'apiVersion:string kind:string metadata:any spec:GatewaySpec@istio status:any',
    'Mtls@istio': 'mode:string',
    'PeerAuthenticationSpec@istio': 'mtls:Mtls@istio portLevelMtls:{Mtls@istio} selector:Selector@istio',
    'PeerAuthentication@istio':
      'apiVersion:string kind:string metadata:any spec:PeerAuthenticationSpec@istio status:any',
    'FromHeaders@istio': 'name:string prefix:string',
    'OutputClaimToHeaders@istio': 'claim:string header:string',
    'JwtRules@istio':
      'audiences:string[] forwardOriginalToken:boolean fromCookies:string[] fromHeaders:FromHeaders@istio[] ' +
      'fromParams:string[] issuer:string jwks:string jwksUri:string jwks_uri:string ' +
      'outputClaimToHeaders:OutputClaimToHeaders@istio[] outputPayloadToHeader:string spaceDelimitedClaims:string[] ' +
      'timeout:string',
    'RequestAuthenticationSpec@istio':
      'jwtRules:JwtRules@istio[] selector:Selector@istio targetRef:TargetRef@istio targetRefs:TargetRef@istio[]',
    'RequestAuthentication@istio':
      'apiVersion:string kind:string metadata:any spec:RequestAuthenticationSpec@istio status:any',
    'Endpoints@istio':
      'address:string labels:{string} locality:string network:string ports:{integer} serviceAccount:string ' +
      'weight:integer',
    'WorkloadSelector@istio': 'labels:{string}',
    'ServiceEntrySpec@istio':
      'addresses:string[] endpoints:Endpoints@istio[] exportTo:string[] hosts:string[] location:string ' +
      'ports:Port@istio2[] resolution:string subjectAltNames:string[] workloadSelector:WorkloadSelector@istio',
    'ServiceEntry@istio': 'apiVersion:string kind:string metadata:any spec:ServiceEntrySpec@istio status:any',
    'Egress@istio': 'bind:string captureMode:string hosts:string[] port:Port@istio2',
    'Ingress@istio':
      'bind:string captureMode:string connectionPool:ConnectionPool@istio defaultEndpoint:string port:Port@istio2 ' +
      'tls:Tls@istio2',
    'EgressProxy@istio': 'host:string port:Port@istio subset:string',
    'OutboundTrafficPolicy@istio': 'egressProxy:EgressProxy@istio mode:string',
    'SidecarSpec@istio':
      'egress:Egress@istio[] inboundConnectionPool:ConnectionPool@istio ingress:Ingress@istio[] ' +
      'outboundTrafficPolicy:OutboundTrafficPolicy@istio workloadSelector:WorkloadSelector@istio',
    'Sidecar@istio': 'apiVersion:string kind:string metadata:any spec:SidecarSpec@istio status:any',
    'AllowOrigins@istio': 'exact:string prefix:string regex:string',
    'CorsPolicy@istio':
      'allowCredentials:boolean allowHeaders:string[] allowMethods:string[] allowOrigin:string[] ' +
      'allowOrigins:AllowOrigins@istio[] exposeHeaders:string[] maxAge:string unmatchedPreflights:string',
    'Delegate@istio': 'name:string namespace:string',
    'Body@istio': 'bytes:string string:string',
    'DirectResponse@istio': 'body:Body@istio status:integer',
    'Percentage@istio': 'value:number',
    'Abort@istio': 'grpcStatus:string http2Error:string httpStatus:integer percent:integer percentage:Percentage@istio',
    'Delay@istio': 'exponentialDelay:string fixedDelay:string percent:integer percentage:Percentage@istio',
    'Fault@istio': 'abort:Abort@istio delay:Delay@istio',
    'Request@istio': 'add:{string} remove:string[] set:{string}',
    'Headers@istio': 'request:Request@istio response:Request@istio',
    'Match@istio':
      'authority:AllowOrigins@istio gateways:string[] headers:{AllowOrigins@istio} ignoreUriCase:boolean ' +
      'method:AllowOrigins@istio name:string port:integer queryParams:{AllowOrigins@istio} ' +
      'scheme:AllowOrigins@istio sourceLabels:{string} sourceNamespace:string statPrefix:string ' +
      'uri:AllowOrigins@istio withoutHeaders:{AllowOrigins@istio}',
    'Mirrors@istio': 'destination:EgressProxy@istio percentage:Percentage@istio',
    'Redirect@istio':
      'authority:string derivePort:string port:integer prefixRewrite:string redirectCode:integer scheme:string ' +
      'uri:string',
    'Retries@istio':
      'attempts:integer backoff:string perTryTimeout:string retryIgnorePreviousHosts:boolean retryOn:string ' +
      'retryRemoteLocalities:boolean',
    'UriRegexRewrite@istio': 'match:string rewrite:string',
    'Rewrite@istio': 'authority:string uri:string uriRegexRewrite:UriRegexRewrite@istio',
    'Route@istio': 'destination:EgressProxy@istio headers:Headers@istio weight:integer',
    'Http@istio2':
      'appendHeaders:any appendRequestHeaders:any appendResponseHeaders:any removeRequestHeaders:any ' +
      'removeResponseHeaders:any websocketUpgrade:boolean ' +
      'corsPolicy:CorsPolicy@istio delegate:Delegate@istio directResponse:DirectResponse@istio fault:Fault@istio ' +
      'headers:Headers@istio match:Match@istio[] mirror:EgressProxy@istio mirrorPercent:integer ' +
      'mirrorPercentage:Percentage@istio mirror_percent:integer mirrors:Mirrors@istio[] name:string ' +
      'redirect:Redirect@istio retries:Retries@istio rewrite:Rewrite@istio route:Route@istio[] timeout:string',
    'Match@istio2':
      'destinationSubnets:string[] gateways:string[] port:integer sourceLabels:{string} sourceNamespace:string ' +
      'sourceSubnet:string',
    'Route@istio2': 'destination:EgressProxy@istio weight:integer',
    'Tcp@istio2': 'match:Match@istio2[] route:Route@istio2[]',
    'Match@istio3':
      'destinationSubnets:string[] gateways:string[] port:integer sniHosts:string[] sourceLabels:{string} ' +
      'sourceNamespace:string',
    'Tls@istio3': 'match:Match@istio3[] route:Route@istio2[]',
    'VirtualServiceSpec@istio':
      'exportTo:string[] gateways:string[] hosts:string[] http:Http@istio2[] tcp:Tcp@istio2[] tls:Tls@istio3[]',
    'VirtualService@istio': 'apiVersion:string kind:string metadata:any spec:VirtualServiceSpec@istio status:any',
    'WorkloadEntry@istio': 'apiVersion:string kind:string metadata:any spec:Endpoints@istio status:any',
  },
};
