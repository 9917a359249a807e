import type { Definitions } from './definitions.js';

/** The fields of each part, as the CustomResourceDefinitions of nginx/kubernetes-ingress list them, v1.12 to v5.5. */
export const NGINX: Definitions = {
  kinds: {
    'k8s.nginx.org/v1 TransportServer': 'TransportServer@nginx',
    'k8s.nginx.org/v1alpha1 TransportServer': 'TransportServer@nginx',
    'k8s.nginx.org/v1 VirtualServer': 'VirtualServer@nginx',
    'k8s.nginx.org/v1 VirtualServerRoute': 'VirtualServerRoute@nginx',
  },
  types: {
    'Action@nginx': 'pass:string',
    'Listener@nginx': 'name:string protocol:string',
    'SessionParameters@nginx': 'timeout:string',
    'Tls@nginx': 'secret:string',
    'UpstreamParameters@nginx':
      'connectTimeout:string nextUpstream:boolean nextUpstreamTimeout:string nextUpstreamTries:integer ' +
      'udpRequests:integer udpResponses:integer',
    'Match@nginx': 'expect:string send:string',
    'HealthCheck@nginx':
      'enable:boolean fails:integer interval:string jitter:string match:Match@nginx passes:integer port:integer ' +
      'timeout:string',
    'Upstreams@nginx':
      'backup:string backupPort:integer failTimeout:string healthCheck:HealthCheck@nginx loadBalancingMethod:string ' +
      'maxConns:integer maxFails:integer name:string port:integer service:string',
    'TransportServerSpec@nginx':
      'action:Action@nginx host:string ingressClassName:string listener:Listener@nginx serverSnippets:string ' +
      'sessionParameters:SessionParameters@nginx streamSnippets:string tls:Tls@nginx ' +
      'upstreamParameters:UpstreamParameters@nginx upstreams:Upstreams@nginx[]',
    'TransportServer@nginx': 'apiVersion:string kind:string metadata:any spec:TransportServerSpec@nginx status:any',
    'ProviderSpecific@nginx': 'name:string value:string',
    'ExternalDNS@nginx':
      'enable:boolean labels:{string} providerSpecific:ProviderSpecific@nginx[] recordTTL:integer recordType:string',
    'Listener@nginx2': 'http:string https:string',
    'Policies@nginx': 'name:string namespace:string',
    'RequestHeaders@nginx': 'pass:boolean set:ProviderSpecific@nginx[]',
    'Add@nginx': 'always:boolean name:string value:string',
    'ResponseHeaders@nginx': 'add:Add@nginx[] hide:string[] ignore:string[] pass:string[]',
    'Proxy@nginx':
      'requestHeaders:RequestHeaders@nginx responseHeaders:ResponseHeaders@nginx rewritePath:string upstream:string',
    'Redirect@nginx': 'code:integer url:string',
    'Return@nginx': 'body:string code:integer headers:ProviderSpecific@nginx[] type:string',
    'Action@nginx2': 'pass:string proxy:Proxy@nginx redirect:Redirect@nginx return:Return@nginx',
    'ErrorPages@nginx': 'codes:integer[] redirect:Redirect@nginx return:Return@nginx',
    'Conditions@nginx': 'argument:string cookie:string header:string value:string variable:string',
    'Splits@nginx': 'action:Action@nginx2 weight:integer',
    'Matches@nginx': 'action:Action@nginx2 conditions:Conditions@nginx[] splits:Splits@nginx[]',
    'MatchExpressions@nginx': 'key:string operator:string values:string[]',
    'LabelSelector@nginx': 'matchExpressions:MatchExpressions@nginx[] matchLabels:{string}',
    'Routes@nginx':
      'action:Action@nginx2 add-header-inherit:string dos:string errorPages:ErrorPages@nginx[] ' +
      'location-snippets:string matches:Matches@nginx[] path:string policies:Policies@nginx[] route:string ' +
      'routeSelector:LabelSelector@nginx splits:Splits@nginx[]',
    'Cert-manager@nginx':
      'cluster-issuer:string common-name:string duration:string issue-temp-cert:boolean issuer:string ' +
      'issuer-group:string issuer-kind:string renew-before:string usages:string',
    'Redirect@nginx2': 'basedOn:string code:integer enable:boolean',
    'Tls@nginx2': 'cert-manager:Cert-manager@nginx redirect:Redirect@nginx2 secret:string',
    'Buffers@nginx': 'number:integer size:string',
    'Tls@nginx3': 'enable:boolean',
    'HealthCheck@nginx2':
      'connect-timeout:string enable:boolean fails:integer grpcService:string grpcStatus:integer ' +
      'headers:ProviderSpecific@nginx[] interval:string jitter:string keepalive-time:string mandatory:boolean ' +
      'passes:integer path:string persistent:boolean port:integer read-timeout:string send-timeout:string ' +
      'statusMatch:string tls:Tls@nginx3',
    'Queue@nginx': 'size:integer timeout:string',
    'SessionCookie@nginx':
      'domain:string enable:boolean expires:string httpOnly:boolean name:string path:string samesite:string ' +
      'secure:boolean',
    'Upstreams@nginx2':
      'backup:string backupPort:integer buffer-size:string buffering:boolean buffers:Buffers@nginx ' +
      'busy-buffers-size:string client-body-buffer-size:string client-max-body-size:string connect-timeout:string ' +
      'fail-timeout:string healthCheck:HealthCheck@nginx2 keepalive:integer lb-method:string max-conns:integer ' +
      'max-fails:integer name:string next-upstream:string next-upstream-timeout:string next-upstream-tries:integer ' +
      'ntlm:boolean port:integer queue:Queue@nginx read-timeout:string send-timeout:string service:string ' +
      'sessionCookie:SessionCookie@nginx slow-start:string subselector:{string} tls:Tls@nginx3 type:string ' +
      'use-cluster-ip:boolean',
    'VirtualServerSpec@nginx':
      'add-header-inherit:string dos:string externalDNS:ExternalDNS@nginx gunzip:boolean host:string ' +
      'http-snippets:string ingressClassName:string internalRoute:boolean listener:Listener@nginx2 ' +
      'policies:Policies@nginx[] routes:Routes@nginx[] server-snippets:string tls:Tls@nginx2 ' +
      'upstreams:Upstreams@nginx2[]',
    'VirtualServer@nginx': 'apiVersion:string kind:string metadata:any spec:VirtualServerSpec@nginx status:any',
    'VirtualServerRouteSpec@nginx':
      'host:string ingressClassName:string subroutes:Routes@nginx[] upstreams:Upstreams@nginx2[]',
    'VirtualServerRoute@nginx':
      'apiVersion:string kind:string metadata:any spec:VirtualServerRouteSpec@nginx status:any',
  },
};
