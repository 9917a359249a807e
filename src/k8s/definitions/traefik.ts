import type { Definitions } from './definitions.js';

/** The fields of each part, as the CustomResourceDefinitions of traefik/traefik list them, v2.5 to v3.7. */
export const TRAEFIK: Definitions = {
  kinds: {
    'traefik.containo.us/v1alpha1 IngressRoute': 'IngressRoute@traefik',
    'traefik.io/v1alpha1 IngressRoute': 'IngressRoute@traefik',
    'traefik.containo.us/v1alpha1 IngressRouteTCP': 'IngressRouteTCP@traefik',
    'traefik.io/v1alpha1 IngressRouteTCP': 'IngressRouteTCP@traefik',
    'traefik.containo.us/v1alpha1 IngressRouteUDP': 'IngressRouteUDP@traefik',
    'traefik.io/v1alpha1 IngressRouteUDP': 'IngressRouteUDP@traefik',
    'traefik.containo.us/v1alpha1 Middleware': 'Middleware@traefik',
    'traefik.io/v1alpha1 Middleware': 'Middleware@traefik',
    'traefik.containo.us/v1alpha1 MiddlewareTCP': 'MiddlewareTCP@traefik',
    'traefik.io/v1alpha1 MiddlewareTCP': 'MiddlewareTCP@traefik',
    'traefik.containo.us/v1alpha1 ServersTransport': 'ServersTransport@traefik',
    'traefik.io/v1alpha1 ServersTransport': 'ServersTransport@traefik',
    'traefik.io/v1alpha1 ServersTransportTCP': 'ServersTransportTCP@traefik',
    'traefik.containo.us/v1alpha1 TLSOption': 'TLSOption@traefik',
    'traefik.io/v1alpha1 TLSOption': 'TLSOption@traefik',
    'traefik.containo.us/v1alpha1 TLSStore': 'TLSStore@traefik',
    'traefik.io/v1alpha1 TLSStore': 'TLSStore@traefik',
    'traefik.containo.us/v1alpha1 TraefikService': 'TraefikService@traefik',
    'traefik.io/v1alpha1 TraefikService': 'TraefikService@traefik',
  },
  types: {
    'ParentRefs@traefik': 'name:string namespace:string',
    'Observability@traefik': 'accessLogs:boolean metrics:boolean traceVerbosity:string tracing:boolean',
    'HealthCheck@traefik':
      'followRedirects:boolean headers:{string} hostname:string interval:int-or-string method:string mode:string ' +
      'path:string port:integer scheme:string status:integer timeout:int-or-string unhealthyInterval:int-or-string',
    'PassiveHealthCheck@traefik': 'failureWindow:int-or-string maxFailedAttempts:integer',
    'ResponseForwarding@traefik': 'flushInterval:string',
    'Cookie@traefik':
      'domain:string httpOnly:boolean maxAge:integer name:string path:string sameSite:string secure:boolean',
    'Sticky@traefik': 'cookie:Cookie@traefik',
    'Services@traefik':
      'healthCheck:HealthCheck@traefik kind:string middlewares:ParentRefs@traefik[] name:string namespace:string ' +
      'nativeLB:boolean nodePortLB:boolean passHostHeader:boolean passiveHealthCheck:PassiveHealthCheck@traefik ' +
      'port:int-or-string responseForwarding:ResponseForwarding@traefik scheme:string serversTransport:string ' +
      'sticky:Sticky@traefik strategy:string weight:integer',
    'Routes@traefik':
      'kind:string match:string middlewares:ParentRefs@traefik[] observability:Observability@traefik ' +
      'priority:integer services:Services@traefik[] syntax:string',
    'Domains@traefik': 'main:string sans:string[]',
    'Tls@traefik':
      'certResolver:string domains:Domains@traefik[] options:ParentRefs@traefik secretName:string ' +
      'store:ParentRefs@traefik',
    'IngressRouteSpec@traefik':
      'entryPoints:string[] ingressClassName:string parentRefs:ParentRefs@traefik[] routes:Routes@traefik[] ' +
      'tls:Tls@traefik',
    'IngressRoute@traefik': 'apiVersion:string kind:string metadata:any spec:IngressRouteSpec@traefik status:any',
    'ProxyProtocol@traefik': 'version:integer',
    'Services@traefik2':
      'name:string namespace:string nativeLB:boolean nodePortLB:boolean port:int-or-string ' +
      'proxyProtocol:ProxyProtocol@traefik serversTransport:string terminationDelay:integer tls:boolean ' +
      'weight:integer',
    'Routes@traefik2':
      'match:string middlewares:ParentRefs@traefik[] priority:integer services:Services@traefik2[] syntax:string',
    'Tls@traefik2':
      'certResolver:string domains:Domains@traefik[] options:ParentRefs@traefik passthrough:boolean ' +
      'secretName:string store:ParentRefs@traefik',
    'IngressRouteTCPSpec@traefik':
      'entryPoints:string[] ingressClassName:string routes:Routes@traefik2[] tls:Tls@traefik2',
    'IngressRouteTCP@traefik': 'apiVersion:string kind:string metadata:any spec:IngressRouteTCPSpec@traefik status:any',
    'Services@traefik3':
      'name:string namespace:string nativeLB:boolean nodePortLB:boolean port:int-or-string weight:integer',
    'Routes@traefik3': 'services:Services@traefik3[]',
    'IngressRouteUDPSpec@traefik': 'entryPoints:string[] ingressClassName:string routes:Routes@traefik3[]',
    'IngressRouteUDP@traefik': 'apiVersion:string kind:string metadata:any spec:IngressRouteUDPSpec@traefik status:any',
    'AddPrefix@traefik': 'prefix:string',
    'BasicAuth@traefik': 'headerField:string realm:string removeHeader:boolean secret:string',
    'Buffering@traefik':
      'maxRequestBodyBytes:integer maxResponseBodyBytes:integer memRequestBodyBytes:integer ' +
      'memResponseBodyBytes:integer retryExpression:string',
    'Chain@traefik': 'middlewares:ParentRefs@traefik[]',
    'CircuitBreaker@traefik':
      'checkPeriod:int-or-string expression:string fallbackDuration:int-or-string recoveryDuration:int-or-string ' +
      'responseCode:integer',
    'Compress@traefik':
      'defaultEncoding:string encodings:string[] excludedContentTypes:string[] includedContentTypes:string[] ' +
      'minResponseBodyBytes:integer',
    'ContentType@traefik': 'autoDetect:boolean',
    'EncodedCharacters@traefik':
      'allowEncodedBackSlash:boolean allowEncodedHash:boolean allowEncodedNullCharacter:boolean ' +
      'allowEncodedPercent:boolean allowEncodedQuestionMark:boolean allowEncodedSemicolon:boolean ' +
      'allowEncodedSlash:boolean',
    'Errors@traefik':
      'errorRequestHeaders:string[] query:string service:Services@traefik status:string[] statusRewrites:{integer}',
    'Tls@traefik3': 'caOptional:boolean caSecret:string certSecret:string insecureSkipVerify:boolean',
    'ForwardAuth@traefik':
      'addAuthCookiesToResponse:string[] address:string authRequestHeaders:string[] authResponseHeaders:string[] ' +
      'authResponseHeadersRegex:string authSigninURL:string forwardBody:boolean headerField:string ' +
      'maxBodySize:integer maxResponseBodySize:integer preserveLocationHeader:boolean preserveRequestMethod:boolean ' +
      'tls:Tls@traefik3 trustForwardHeader:boolean',
    'GrpcWeb@traefik': 'allowOrigins:string[]',
    'Headers@traefik':
      'accessControlAllowCredentials:boolean accessControlAllowHeaders:string[] accessControlAllowMethods:string[] ' +
      'accessControlAllowOriginList:string[] accessControlAllowOriginListRegex:string[] ' +
      'accessControlExposeHeaders:string[] accessControlMaxAge:integer addVaryHeader:boolean allowedHosts:string[] ' +
      'browserXssFilter:boolean contentSecurityPolicy:string contentSecurityPolicyReportOnly:string ' +
      'contentTypeNosniff:boolean customBrowserXSSValue:string customFrameOptionsValue:string ' +
      'customRequestHeaders:{string} customResponseHeaders:{string} featurePolicy:string forceSTSHeader:boolean ' +
      'frameDeny:boolean hostsProxyHeaders:string[] isDevelopment:boolean permissionsPolicy:string publicKey:string ' +
      'referrerPolicy:string sslForceHost:boolean sslHost:string sslProxyHeaders:{string} sslRedirect:boolean ' +
      'sslTemporaryRedirect:boolean stsIncludeSubdomains:boolean stsPreload:boolean stsSeconds:integer',
    'IpStrategy@traefik': 'depth:integer excludedIPs:string[] ipv6Subnet:integer',
    'SourceCriterion@traefik': 'ipStrategy:IpStrategy@traefik requestHeaderName:string requestHost:boolean',
    'InFlightReq@traefik': 'amount:integer sourceCriterion:SourceCriterion@traefik',
    'IpAllowList@traefik': 'ipStrategy:IpStrategy@traefik rejectStatusCode:integer sourceRange:string[]',
    'IpWhiteList@traefik': 'ipStrategy:IpStrategy@traefik sourceRange:string[]',
    'Issuer@traefik':
      'commonName:boolean country:boolean domainComponent:boolean locality:boolean organization:boolean ' +
      'province:boolean serialNumber:boolean',
    'Subject@traefik':
      'commonName:boolean country:boolean domainComponent:boolean locality:boolean organization:boolean ' +
      'organizationalUnit:boolean province:boolean serialNumber:boolean',
    'Info@traefik':
      'issuer:Issuer@traefik notAfter:boolean notBefore:boolean sans:boolean serialNumber:boolean ' +
      'subject:Subject@traefik',
    'PassTLSClientCert@traefik': 'info:Info@traefik pem:boolean',
    'Tls@traefik4': 'caSecret:string certSecret:string insecureSkipVerify:boolean',
    'Redis@traefik':
      'db:integer dialTimeout:int-or-string endpoints:string[] maxActiveConns:integer minIdleConns:integer ' +
      'poolSize:integer readTimeout:int-or-string secret:string tls:Tls@traefik4 writeTimeout:int-or-string',
    'RateLimit@traefik':
      'average:integer burst:integer period:int-or-string redis:Redis@traefik ' +
      'sourceCriterion:SourceCriterion@traefik',
    'RedirectRegex@traefik': 'permanent:boolean regex:string replacement:string',
    'RedirectScheme@traefik': 'permanent:boolean port:string scheme:string',
    'ReplacePath@traefik': 'path:string',
    'ReplacePathRegex@traefik': 'regex:string replacement:string',
    'Retry@traefik':
      'attempts:integer disableRetryOnNetworkError:boolean initialInterval:int-or-string ' +
      'maxRequestBodyBytes:integer retryNonIdempotentMethod:boolean status:string[] timeout:int-or-string',
    'StripPrefix@traefik': 'forceSlash:boolean prefixes:string[]',
    'StripPrefixRegex@traefik': 'regex:string[]',
    'MiddlewareSpec@traefik':
      'addPrefix:AddPrefix@traefik basicAuth:BasicAuth@traefik buffering:Buffering@traefik chain:Chain@traefik ' +
      'circuitBreaker:CircuitBreaker@traefik compress:Compress@traefik contentType:ContentType@traefik ' +
      'digestAuth:BasicAuth@traefik encodedCharacters:EncodedCharacters@traefik errors:Errors@traefik ' +
      'forwardAuth:ForwardAuth@traefik grpcWeb:GrpcWeb@traefik headers:Headers@traefik ' +
      'inFlightReq:InFlightReq@traefik ipAllowList:IpAllowList@traefik ipWhiteList:IpWhiteList@traefik ' +
      'passTLSClientCert:PassTLSClientCert@traefik plugin:{any} rateLimit:RateLimit@traefik ' +
      'redirectRegex:RedirectRegex@traefik redirectScheme:RedirectScheme@traefik replacePath:ReplacePath@traefik ' +
      'replacePathRegex:ReplacePathRegex@traefik retry:Retry@traefik stripPrefix:StripPrefix@traefik ' +
      'stripPrefixRegex:StripPrefixRegex@traefik',
    'Middleware@traefik': 'apiVersion:string kind:string metadata:any spec:MiddlewareSpec@traefik status:any',
    'InFlightConn@traefik': 'amount:integer',
    'IpAllowList@traefik2': 'sourceRange:string[]',
    'MiddlewareTCPSpec@traefik':
      'inFlightConn:InFlightConn@traefik ipAllowList:IpAllowList@traefik2 ipWhiteList:IpAllowList@traefik2',
    'MiddlewareTCP@traefik': 'apiVersion:string kind:string metadata:any spec:MiddlewareTCPSpec@traefik status:any',
    'ForwardingTimeouts@traefik':
      'dialTimeout:int-or-string idleConnTimeout:int-or-string pingTimeout:int-or-string ' +
      'readIdleTimeout:int-or-string responseHeaderTimeout:int-or-string',
    'PeerCertSANs@traefik': 'type:string value:string',
    'RootCAs@traefik': 'configMap:string secret:string',
    'Spiffe@traefik': 'ids:string[] trustDomain:string',
    'ServersTransportSpec@traefik':
      'certificatesSecrets:string[] cipherSuites:string[] disableHTTP2:boolean ' +
      'forwardingTimeouts:ForwardingTimeouts@traefik insecureSkipVerify:boolean maxIdleConnsPerHost:integer ' +
      'maxVersion:string minVersion:string peerCertSANs:PeerCertSANs@traefik[] peerCertURI:string ' +
      'rootCAs:RootCAs@traefik[] rootCAsSecrets:string[] serverName:string spiffe:Spiffe@traefik',
    'ServersTransport@traefik':
      'apiVersion:string kind:string metadata:any spec:ServersTransportSpec@traefik status:any',
    'Tls@traefik5':
      'certificatesSecrets:string[] insecureSkipVerify:boolean peerCertSANs:PeerCertSANs@traefik[] ' +
      'peerCertURI:string rootCAs:RootCAs@traefik[] rootCAsSecrets:string[] serverName:string spiffe:Spiffe@traefik',
    'ServersTransportTCPSpec@traefik':
      'dialKeepAlive:int-or-string dialTimeout:int-or-string proxyProtocol:ProxyProtocol@traefik ' +
      'terminationDelay:int-or-string tls:Tls@traefik5',
    'ServersTransportTCP@traefik':
      'apiVersion:string kind:string metadata:any spec:ServersTransportTCPSpec@traefik status:any',
    'ClientAuth@traefik': 'clientAuthType:string secretNames:string[]',
    'TLSOptionSpec@traefik':
      'alpnProtocols:string[] cipherSuites:string[] clientAuth:ClientAuth@traefik curvePreferences:string[] ' +
      'disableSessionTickets:boolean maxVersion:string minVersion:string preferServerCipherSuites:boolean ' +
      'sniStrict:boolean',
    'TLSOption@traefik': 'apiVersion:string kind:string metadata:any spec:TLSOptionSpec@traefik status:any',
    'Certificates@traefik': 'secretName:string',
    'DefaultGeneratedCert@traefik': 'domain:Domains@traefik resolver:string',
    'TLSStoreSpec@traefik':
      'certificates:Certificates@traefik[] defaultCertificate:Certificates@traefik ' +
      'defaultGeneratedCert:DefaultGeneratedCert@traefik',
    'TLSStore@traefik': 'apiVersion:string kind:string metadata:any spec:TLSStoreSpec@traefik status:any',
    'Errors@traefik2': 'maxRequestBodyBytes:integer status:string[]',
    'Failover@traefik': 'errors:Errors@traefik2 fallback:Services@traefik service:Services@traefik',
    'HighestRandomWeight@traefik': 'services:Services@traefik[]',
    'Mirrors@traefik':
      'healthCheck:HealthCheck@traefik kind:string middlewares:ParentRefs@traefik[] name:string namespace:string ' +
      'nativeLB:boolean nodePortLB:boolean passHostHeader:boolean passiveHealthCheck:PassiveHealthCheck@traefik ' +
      'percent:integer port:int-or-string responseForwarding:ResponseForwarding@traefik scheme:string ' +
      'serversTransport:string sticky:Sticky@traefik strategy:string weight:integer',
    'Mirroring@traefik':
      'healthCheck:HealthCheck@traefik kind:string maxBodySize:integer middlewares:ParentRefs@traefik[] ' +
      'mirrorBody:boolean mirrors:Mirrors@traefik[] name:string namespace:string nativeLB:boolean ' +
      'nodePortLB:boolean passHostHeader:boolean passiveHealthCheck:PassiveHealthCheck@traefik port:int-or-string ' +
      'responseForwarding:ResponseForwarding@traefik scheme:string serversTransport:string sticky:Sticky@traefik ' +
      'strategy:string weight:integer',
    'Weighted@traefik': 'services:Services@traefik[] sticky:Sticky@traefik',
    'TraefikServiceSpec@traefik':
      'failover:Failover@traefik highestRandomWeight:HighestRandomWeight@traefik mirroring:Mirroring@traefik ' +
      'weighted:Weighted@traefik',
    'TraefikService@traefik': 'apiVersion:string kind:string metadata:any spec:TraefikServiceSpec@traefik status:any',
  },
};
