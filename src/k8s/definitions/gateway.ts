import type { Definitions } from './definitions.js';

/**
 * The fields of each part, as the CustomResourceDefinitions of kubernetes-sigs/gateway-api list them in both channels,
 * v0.8 to v1.6.
 */
export const GATEWAY: Definitions = {
  kinds: {
    'gateway.networking.k8s.io/v1 BackendTLSPolicy': 'BackendTLSPolicy@gateway',
    'gateway.networking.k8s.io/v1 GRPCRoute': 'GRPCRoute@gateway',
    'gateway.networking.k8s.io/v1 Gateway': 'Gateway@gateway',
    'gateway.networking.k8s.io/v1beta1 Gateway': 'Gateway@gateway',
    'gateway.networking.k8s.io/v1 HTTPRoute': 'HTTPRoute@gateway',
    'gateway.networking.k8s.io/v1beta1 HTTPRoute': 'HTTPRoute@gateway',
    'gateway.networking.k8s.io/v1 ListenerSet': 'ListenerSet@gateway',
    'gateway.networking.k8s.io/v1 ReferenceGrant': 'ReferenceGrant@gateway',
    'gateway.networking.k8s.io/v1beta1 ReferenceGrant': 'ReferenceGrant@gateway',
    'gateway.networking.k8s.io/v1 TCPRoute': 'TCPRoute@gateway',
    'gateway.networking.k8s.io/v1alpha2 TCPRoute': 'TCPRoute@gateway',
    'gateway.networking.k8s.io/v1 TLSRoute': 'TLSRoute@gateway',
    'gateway.networking.k8s.io/v1alpha2 TLSRoute': 'TLSRoute@gateway',
    'gateway.networking.k8s.io/v1alpha3 TLSRoute': 'TLSRoute@gateway',
    'gateway.networking.k8s.io/v1 UDPRoute': 'TCPRoute@gateway',
    'gateway.networking.k8s.io/v1alpha2 UDPRoute': 'TCPRoute@gateway',
  },
  types: {
    'TargetRefs@gateway': 'group:string kind:string name:string sectionName:string',
    'CaCertificateRefs@gateway': 'group:string kind:string name:string',
    'SubjectAltNames@gateway': 'hostname:string type:string uri:string',
    'Validation@gateway':
      'caCertificateRefs:CaCertificateRefs@gateway[] hostname:string subjectAltNames:SubjectAltNames@gateway[] ' +
      'wellKnownCACertificates:string',
    'BackendTLSPolicySpec@gateway': 'options:{string} targetRefs:TargetRefs@gateway[] validation:Validation@gateway',
    'BackendTLSPolicy@gateway':
      'apiVersion:string kind:string metadata:any spec:BackendTLSPolicySpec@gateway status:any',
    'ParentRefs@gateway': 'group:string kind:string name:string namespace:string port:integer sectionName:string',
    'Add@gateway': 'name:string value:string',
    'RequestHeaderModifier@gateway': 'add:Add@gateway[] remove:string[] set:Add@gateway[]',
    'BackendRef@gateway': 'group:string kind:string name:string namespace:string port:integer',
    'Fraction@gateway': 'denominator:integer numerator:integer',
    'RequestMirror@gateway': 'backendRef:BackendRef@gateway fraction:Fraction@gateway percent:integer',
    'Filters@gateway':
      'extensionRef:CaCertificateRefs@gateway requestHeaderModifier:RequestHeaderModifier@gateway ' +
      'requestMirror:RequestMirror@gateway responseHeaderModifier:RequestHeaderModifier@gateway type:string',
    'BackendRefs@gateway':
      'filters:Filters@gateway[] group:string kind:string name:string namespace:string port:integer weight:integer',
    'Headers@gateway': 'name:string type:string value:string',
    'Method@gateway': 'method:string service:string type:string',
    'Matches@gateway': 'headers:Headers@gateway[] method:Method@gateway',
    'Cookie@gateway': 'lifetimeType:string name:string path:string',
    'CookieConfig@gateway': 'lifetimeType:string',
    'Header@gateway': 'name:string',
    'SessionPersistence@gateway':
      'absoluteTimeout:string cookie:Cookie@gateway cookieConfig:CookieConfig@gateway header:Header@gateway ' +
      'idleTimeout:string sessionName:string type:string',
    'Rules@gateway':
      'backendRefs:BackendRefs@gateway[] filters:Filters@gateway[] matches:Matches@gateway[] name:string ' +
      'sessionPersistence:SessionPersistence@gateway',
    'GRPCRouteSpec@gateway':
      'hostnames:string[] parentRefs:ParentRefs@gateway[] rules:Rules@gateway[] useDefaultGateways:string',
    'GRPCRoute@gateway': 'apiVersion:string kind:string metadata:any spec:GRPCRouteSpec@gateway status:any',
    'Addresses@gateway': 'type:string value:string',
    'MatchExpressions@gateway': 'key:string operator:string values:string[]',
    'LabelSelector@gateway': 'matchExpressions:MatchExpressions@gateway[] matchLabels:{string}',
    'Namespaces@gateway': 'from:string selector:LabelSelector@gateway',
    'AllowedListeners@gateway': 'namespaces:Namespaces@gateway',
    'ClientCertificateRef@gateway': 'group:string kind:string name:string namespace:string',
    'BackendTLS@gateway': 'clientCertificateRef:ClientCertificateRef@gateway',
    'Infrastructure@gateway': 'annotations:{string} labels:{string} parametersRef:CaCertificateRefs@gateway',
    'Kinds@gateway': 'group:string kind:string',
    'AllowedRoutes@gateway': 'kinds:Kinds@gateway[] namespaces:Namespaces@gateway',
    'FrontendValidation@gateway': 'caCertificateRefs:ClientCertificateRef@gateway[]',
    'Tls@gateway':
      'certificateRefs:ClientCertificateRef@gateway[] frontendValidation:FrontendValidation@gateway mode:string ' +
      'options:{string}',
    'Listeners@gateway':
      'allowedRoutes:AllowedRoutes@gateway hostname:string name:string port:integer protocol:string tls:Tls@gateway',
    'Validation@gateway2': 'caCertificateRefs:ClientCertificateRef@gateway[] mode:string',
    'Default@gateway': 'validation:Validation@gateway2',
    'PerPort@gateway': 'port:integer tls:Default@gateway',
    'Frontend@gateway': 'default:Default@gateway perPort:PerPort@gateway[]',
    'Tls@gateway2': 'backend:BackendTLS@gateway frontend:Frontend@gateway',
    'GatewaySpec@gateway':
      'addresses:Addresses@gateway[] allowedListeners:AllowedListeners@gateway backendTLS:BackendTLS@gateway ' +
      'defaultScope:string gatewayClassName:string infrastructure:Infrastructure@gateway ' +
      'listeners:Listeners@gateway[] tls:Tls@gateway2',
    'Gateway@gateway': 'apiVersion:string kind:string metadata:any spec:GatewaySpec@gateway status:any',
    'Cors@gateway':
      'allowCredentials:boolean allowHeaders:string[] allowMethods:string[] allowOrigins:string[] ' +
      'exposeHeaders:string[] maxAge:integer',
    'ForwardBody@gateway': 'maxSize:integer',
    'Grpc@gateway': 'allowedHeaders:string[]',
    'Http@gateway': 'allowedHeaders:string[] allowedResponseHeaders:string[] path:string',
    'ExternalAuth@gateway':
      'backendRef:BackendRef@gateway forwardBody:ForwardBody@gateway grpc:Grpc@gateway http:Http@gateway ' +
      'protocol:string',
    'Path@gateway': 'replaceFullPath:string replacePrefixMatch:string type:string',
    'RequestRedirect@gateway': 'hostname:string path:Path@gateway port:integer scheme:string statusCode:integer',
    'UrlRewrite@gateway': 'hostname:string path:Path@gateway',
    'Filters@gateway2':
      'cors:Cors@gateway extensionRef:CaCertificateRefs@gateway externalAuth:ExternalAuth@gateway ' +
      'requestHeaderModifier:RequestHeaderModifier@gateway requestMirror:RequestMirror@gateway ' +
      'requestRedirect:RequestRedirect@gateway responseHeaderModifier:RequestHeaderModifier@gateway type:string ' +
      'urlRewrite:UrlRewrite@gateway',
    'BackendRefs@gateway2':
      'filters:Filters@gateway2[] group:string kind:string name:string namespace:string port:integer weight:integer',
    'Matches@gateway2': 'headers:Headers@gateway[] method:string path:Addresses@gateway queryParams:Headers@gateway[]',
    'Retry@gateway': 'attempts:integer backoff:string codes:integer[]',
    'Timeouts@gateway': 'backendRequest:string request:string',
    'Rules@gateway2':
      'backendRefs:BackendRefs@gateway2[] filters:Filters@gateway2[] matches:Matches@gateway2[] name:string ' +
      'retry:Retry@gateway sessionPersistence:SessionPersistence@gateway timeouts:Timeouts@gateway',
    'HTTPRouteSpec@gateway':
      'hostnames:string[] parentRefs:ParentRefs@gateway[] rules:Rules@gateway2[] useDefaultGateways:string',
    'HTTPRoute@gateway': 'apiVersion:string kind:string metadata:any spec:HTTPRouteSpec@gateway status:any',
    'Tls@gateway3': 'certificateRefs:ClientCertificateRef@gateway[] mode:string options:{string}',
    'Listeners@gateway2':
      'allowedRoutes:AllowedRoutes@gateway hostname:string name:string port:integer protocol:string ' +
      'tls:Tls@gateway3',
    'ListenerSetSpec@gateway': 'listeners:Listeners@gateway2[] parentRef:ClientCertificateRef@gateway',
    'ListenerSet@gateway': 'apiVersion:string kind:string metadata:any spec:ListenerSetSpec@gateway status:any',
    'From@gateway': 'group:string kind:string namespace:string',
    'ReferenceGrantSpec@gateway': 'from:From@gateway[] to:CaCertificateRefs@gateway[]',
    'ReferenceGrant@gateway': 'apiVersion:string kind:string metadata:any spec:ReferenceGrantSpec@gateway status:any',
    'BackendRefs@gateway3': 'group:string kind:string name:string namespace:string port:integer weight:integer',
    'Rules@gateway3': 'backendRefs:BackendRefs@gateway3[] name:string',
    'TCPRouteSpec@gateway': 'parentRefs:ParentRefs@gateway[] rules:Rules@gateway3[] useDefaultGateways:string',
    'TCPRoute@gateway': 'apiVersion:string kind:string metadata:any spec:TCPRouteSpec@gateway status:any',
    'TLSRouteSpec@gateway':
      'hostnames:string[] parentRefs:ParentRefs@gateway[] rules:Rules@gateway3[] useDefaultGateways:string',
    'TLSRoute@gateway': 'apiVersion:string kind:string metadata:any spec:TLSRouteSpec@gateway status:any',
  },
};
