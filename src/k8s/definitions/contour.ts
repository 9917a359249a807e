import type { Definitions } from './definitions.js';

/** The fields of each part, as the CustomResourceDefinitions of projectcontour/contour list them, v1.9 to v1.33. */
export const CONTOUR: Definitions = {
  kinds: {
    'projectcontour.io/v1 HTTPProxy': 'HTTPProxy@contour',
    'projectcontour.io/v1 TLSCertificateDelegation': 'TLSCertificateDelegation@contour',
  },
  types: {
    'Header@contour':
      'contains:string exact:string ignoreCase:boolean name:string notcontains:string notexact:string ' +
      'notpresent:boolean present:boolean regex:string treatMissingAsEmpty:boolean',
    'QueryParameter@contour':
      'contains:string exact:string ignoreCase:boolean name:string prefix:string present:boolean regex:string ' +
      'suffix:string',
    'Conditions@contour':
      'exact:string header:Header@contour prefix:string queryParameter:QueryParameter@contour regex:string',
    'Includes@contour': 'conditions:Conditions@contour[] name:string namespace:string',
    'AuthPolicy@contour': 'context:{string} disabled:boolean',
    'DomainRewrite@contour': 'value:string',
    'CookieRewritePolicies@contour':
      'domainRewrite:DomainRewrite@contour name:string pathRewrite:DomainRewrite@contour sameSite:string ' +
      'secure:boolean',
    'DirectResponsePolicy@contour': 'body:string statusCode:integer',
    'ExpectedStatuses@contour': 'end:integer start:integer',
    'HealthCheckPolicy@contour':
      'expectedStatuses:ExpectedStatuses@contour[] healthyThresholdCount:integer host:string ' +
      'intervalSeconds:integer path:string timeoutSeconds:integer unhealthyThresholdCount:integer',
    'InternalRedirectPolicy@contour':
      'allowCrossSchemeRedirect:string denyRepeatedRouteRedirect:boolean maxInternalRedirects:integer ' +
      'redirectResponseCodes:integer[]',
    'IpAllowPolicy@contour': 'cidr:string source:string',
    'JwtVerificationPolicy@contour': 'disabled:boolean require:string',
    'HeaderHashOptions@contour': 'headerName:string',
    'QueryParameterHashOptions@contour': 'parameterName:string',
    'RequestHashPolicies@contour':
      'hashSourceIP:boolean headerHashOptions:HeaderHashOptions@contour ' +
      'queryParameterHashOptions:QueryParameterHashOptions@contour terminal:boolean',
    'LoadBalancerPolicy@contour': 'requestHashPolicies:RequestHashPolicies@contour[] strategy:string',
    'ReplacePrefix@contour': 'prefix:string replacement:string',
    'PathRewritePolicy@contour': 'replacePrefix:ReplacePrefix@contour[]',
    'GenericKey@contour': 'key:string value:string',
    'RequestHeader@contour': 'descriptorKey:string headerName:string',
    'RequestHeaderValueMatch@contour': 'expectMatch:boolean headers:Header@contour[] value:string',
    'Entries@contour':
      'genericKey:GenericKey@contour remoteAddress:any requestHeader:RequestHeader@contour ' +
      'requestHeaderValueMatch:RequestHeaderValueMatch@contour',
    'Descriptors@contour': 'entries:Entries@contour[]',
    'Global@contour': 'descriptors:Descriptors@contour[] disabled:boolean',
    'ResponseHeadersToAdd@contour': 'name:string value:string',
    'Local@contour':
      'burst:integer requests:integer responseHeadersToAdd:ResponseHeadersToAdd@contour[] ' +
      'responseStatusCode:integer unit:string',
    'RateLimitPolicy@contour': 'global:Global@contour local:Local@contour',
    'RequestHeadersPolicy@contour': 'remove:string[] set:ResponseHeadersToAdd@contour[]',
    'RequestRedirectPolicy@contour':
      'hostname:string path:string port:integer prefix:string scheme:string statusCode:integer',
    'RetryPolicy@contour': 'count:integer perTryTimeout:string retriableStatusCodes:integer[] retryOn:string[]',
    'SlowStartPolicy@contour': 'aggression:string minWeightPercent:integer window:string',
    'Validation@contour': 'caSecret:string subjectName:string subjectNames:string[]',
    'Services@contour':
      'cookieRewritePolicies:CookieRewritePolicies@contour[] healthPort:integer mirror:boolean name:string ' +
      'port:integer protocol:string requestHeadersPolicy:RequestHeadersPolicy@contour ' +
      'responseHeadersPolicy:RequestHeadersPolicy@contour slowStartPolicy:SlowStartPolicy@contour ' +
      'validation:Validation@contour weight:integer',
    'TimeoutPolicy@contour': 'idle:string idleConnection:string response:string',
    'Routes@contour':
      'authPolicy:AuthPolicy@contour conditions:Conditions@contour[] ' +
      'cookieRewritePolicies:CookieRewritePolicies@contour[] directResponsePolicy:DirectResponsePolicy@contour ' +
      'enableWebsockets:boolean healthCheckPolicy:HealthCheckPolicy@contour ' +
      'internalRedirectPolicy:InternalRedirectPolicy@contour ipAllowPolicy:IpAllowPolicy@contour[] ' +
      'ipDenyPolicy:IpAllowPolicy@contour[] jwtVerificationPolicy:JwtVerificationPolicy@contour ' +
      'loadBalancerPolicy:LoadBalancerPolicy@contour pathRewritePolicy:PathRewritePolicy@contour ' +
      'permitInsecure:boolean rateLimitPolicy:RateLimitPolicy@contour ' +
      'requestHeadersPolicy:RequestHeadersPolicy@contour requestRedirectPolicy:RequestRedirectPolicy@contour ' +
      'responseHeadersPolicy:RequestHeadersPolicy@contour retryPolicy:RetryPolicy@contour ' +
      'services:Services@contour[] timeoutPolicy:TimeoutPolicy@contour',
    'HealthCheckPolicy@contour2':
      'healthyThresholdCount:integer intervalSeconds:integer timeoutSeconds:integer unhealthyThresholdCount:integer',
    'Include@contour': 'name:string namespace:string',
    'Tcpproxy@contour':
      'healthCheckPolicy:HealthCheckPolicy@contour2 include:Include@contour includes:Include@contour ' +
      'loadBalancerPolicy:LoadBalancerPolicy@contour services:Services@contour[]',
    'ExtensionRef@contour': 'apiVersion:string name:string namespace:string',
    'AllowedAuthorizationHeaders@contour':
      'contains:string exact:string ignoreCase:boolean prefix:string suffix:string',
    'HttpSettings@contour':
      'allowedAuthorizationHeaders:AllowedAuthorizationHeaders@contour[] ' +
      'allowedUpstreamHeaders:AllowedAuthorizationHeaders@contour[] pathPrefix:string',
    'WithRequestBody@contour': 'allowPartialMessage:boolean maxRequestBytes:integer packAsBytes:boolean',
    'Authorization@contour':
      'authPolicy:AuthPolicy@contour extensionRef:ExtensionRef@contour failOpen:boolean ' +
      'httpSettings:HttpSettings@contour responseTimeout:string serviceType:string ' +
      'withRequestBody:WithRequestBody@contour',
    'CorsPolicy@contour':
      'allowCredentials:boolean allowHeaders:string[] allowMethods:string[] allowOrigin:string[] ' +
      'allowPrivateNetwork:boolean exposeHeaders:string[] maxAge:string',
    'LocalJWKS@contour': 'key:string secretName:string',
    'RemoteJWKS@contour':
      'cacheDuration:string dnsLookupFamily:string timeout:string uri:string validation:Validation@contour',
    'JwtProviders@contour':
      'audiences:string[] default:boolean forwardJWT:boolean issuer:string localJWKS:LocalJWKS@contour name:string ' +
      'remoteJWKS:RemoteJWKS@contour',
    'ForwardClientCertificate@contour': 'cert:boolean chain:boolean dns:boolean subject:boolean uri:boolean',
    'ClientValidation@contour':
      'caSecret:string crlOnlyVerifyLeafCert:boolean crlSecret:string ' +
      'forwardClientCertificate:ForwardClientCertificate@contour optionalClientCertificate:boolean ' +
      'skipClientCertValidation:boolean',
    'Tls@contour':
      'clientValidation:ClientValidation@contour enableFallbackCertificate:boolean maximumProtocolVersion:string ' +
      'minimumProtocolVersion:string passthrough:boolean secretName:string',
    'Virtualhost@contour':
      'authorization:Authorization@contour corsPolicy:CorsPolicy@contour fqdn:string ' +
      'ipAllowPolicy:IpAllowPolicy@contour[] ipDenyPolicy:IpAllowPolicy@contour[] ' +
      'jwtProviders:JwtProviders@contour[] rateLimitPolicy:RateLimitPolicy@contour tls:Tls@contour',
    'HTTPProxySpec@contour':
      'includes:Includes@contour[] ingressClassName:string routes:Routes@contour[] tcpproxy:Tcpproxy@contour ' +
      'virtualhost:Virtualhost@contour',
    'HTTPProxy@contour': 'apiVersion:string kind:string metadata:any spec:HTTPProxySpec@contour status:any',
    'Delegations@contour': 'secretName:string targetNamespaces:string[]',
    'TLSCertificateDelegationSpec@contour': 'delegations:Delegations@contour[]',
    'TLSCertificateDelegation@contour':
      'apiVersion:string kind:string metadata:any spec:TLSCertificateDelegationSpec@contour status:any',
  },
};
