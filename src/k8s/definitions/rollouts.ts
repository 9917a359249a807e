import type { Definitions } from './definitions.js';

/** The fields of each part, as the CustomResourceDefinitions of argoproj/argo-rollouts list them, v1.0 to v1.9. */
export const ROLLOUTS: Definitions = {
  kinds: {
    'argoproj.io/v1alpha1 Rollout': 'Rollout@rollouts',
  },
  types: {
    'Analysis@rollouts': 'successfulRunHistoryLimit:integer unsuccessfulRunHistoryLimit:integer',
    'RollbackWindow@rollouts': 'revisions:integer',
    'MatchExpressions@rollouts': 'key:string operator:string values:string[]',
    'LabelSelector@rollouts': 'matchExpressions:MatchExpressions@rollouts[] matchLabels:{string}',
    'ActiveMetadata@rollouts': 'annotations:{string} labels:{string}',
    'PreferredDuringSchedulingIgnoredDuringExecution@rollouts': 'weight:integer',
    'AntiAffinity@rollouts':
      'preferredDuringSchedulingIgnoredDuringExecution:PreferredDuringSchedulingIgnoredDuringExecution@rollouts ' +
      'requiredDuringSchedulingIgnoredDuringExecution:any',
    'FieldRef@rollouts': 'fieldPath:string',
    'ValueFrom@rollouts': 'fieldRef:FieldRef@rollouts podTemplateHashValue:string',
    'Args@rollouts': 'name:string value:string valueFrom:ValueFrom@rollouts',
    'DryRun@rollouts': 'metricName:string',
    'MeasurementRetention@rollouts': 'limit:integer metricName:string',
    'Templates@rollouts': 'clusterScope:boolean templateName:string',
    'PostPromotionAnalysis@rollouts':
      'analysisRunMetadata:ActiveMetadata@rollouts args:Args@rollouts[] dryRun:DryRun@rollouts[] ' +
      'measurementRetention:MeasurementRetention@rollouts[] templateName:string templates:Templates@rollouts[]',
    'BlueGreen@rollouts':
      'abortScaleDownDelaySeconds:integer activeMetadata:ActiveMetadata@rollouts activeService:string ' +
      'antiAffinity:AntiAffinity@rollouts autoPromotionEnabled:boolean autoPromotionSeconds:integer ' +
      'maxUnavailable:int-or-string postPromotionAnalysis:PostPromotionAnalysis@rollouts ' +
      'prePromotionAnalysis:PostPromotionAnalysis@rollouts previewMetadata:ActiveMetadata@rollouts ' +
      'previewReplicaCount:integer previewService:string scaleDownDelayRevisionLimit:integer ' +
      'scaleDownDelaySeconds:integer',
    'Analysis@rollouts2':
      'analysisRunMetadata:ActiveMetadata@rollouts args:Args@rollouts[] dryRun:DryRun@rollouts[] ' +
      'measurementRetention:MeasurementRetention@rollouts[] startingStep:integer templateName:string ' +
      'templates:Templates@rollouts[]',
    'PingPong@rollouts': 'pingService:string pongService:string',
    'ReplicaProgressThreshold@rollouts': 'type:string value:integer',
    'Analyses@rollouts':
      'args:Args@rollouts[] clusterScope:boolean name:string requiredForCompletion:boolean templateName:string',
    'Service@rollouts': 'name:string',
    'Templates@rollouts2':
      'metadata:ActiveMetadata@rollouts name:string replicas:integer selector:LabelSelector@rollouts ' +
      'service:Service@rollouts specRef:string weight:integer',
    'Experiment@rollouts':
      'analyses:Analyses@rollouts[] analysisRunMetadata:ActiveMetadata@rollouts dryRun:DryRun@rollouts[] ' +
      'duration:string scaleDownDelaySeconds:integer templates:Templates@rollouts2[]',
    'Pause@rollouts': 'duration:int-or-string',
    'Plugin@rollouts': 'config:any name:string',
    'SetCanaryScale@rollouts': 'matchTrafficWeight:boolean replicas:integer weight:integer',
    'HeaderValue@rollouts': 'exact:string prefix:string regex:string',
    'Match@rollouts': 'headerName:string headerValue:HeaderValue@rollouts',
    'SetHeaderRoute@rollouts': 'match:Match@rollouts[] name:string',
    'Match@rollouts2': 'headers:{HeaderValue@rollouts} method:HeaderValue@rollouts path:HeaderValue@rollouts',
    'SetMirrorRoute@rollouts': 'match:Match@rollouts2[] name:string percentage:integer',
    'Steps@rollouts':
      'analysis:PostPromotionAnalysis@rollouts experiment:Experiment@rollouts pause:Pause@rollouts ' +
      'plugin:Plugin@rollouts setCanaryScale:SetCanaryScale@rollouts setHeaderRoute:SetHeaderRoute@rollouts ' +
      'setMirrorRoute:SetMirrorRoute@rollouts setWeight:integer',
    'StickinessConfig@rollouts': 'durationSeconds:integer enabled:boolean',
    'Alb@rollouts':
      'annotationPrefix:string ingress:string ingresses:string[] rootService:string servicePort:integer ' +
      'stickinessConfig:StickinessConfig@rollouts',
    'Ambassador@rollouts': 'mappings:string[]',
    'Route@rollouts': 'name:string rules:string[]',
    'Apisix@rollouts': 'route:Route@rollouts',
    'VirtualNodeGroup@rollouts': 'canaryVirtualNodeRef:Service@rollouts stableVirtualNodeRef:Service@rollouts',
    'VirtualService@rollouts': 'name:string routes:string[]',
    'AppMesh@rollouts': 'virtualNodeGroup:VirtualNodeGroup@rollouts virtualService:VirtualService@rollouts',
    'DestinationRule@rollouts':
      'additionalSubsetNames:string[] canarySubsetName:string name:string stableSubsetName:string',
    'TcpRoutes@rollouts': 'port:integer',
    'TlsRoutes@rollouts': 'port:integer sniHosts:string[]',
    'VirtualService@rollouts2':
      'name:string routes:string[] tcpRoutes:TcpRoutes@rollouts[] tlsRoutes:TlsRoutes@rollouts[]',
    'Istio@rollouts':
      'destinationRule:DestinationRule@rollouts virtualService:VirtualService@rollouts2 ' +
      'virtualServices:VirtualService@rollouts2[]',
    'Nginx@rollouts':
      'additionalIngressAnnotations:{string} annotationPrefix:string canaryIngressAnnotations:{string} ' +
      'stableIngress:string stableIngresses:string[]',
    'Smi@rollouts': 'rootService:string trafficSplitName:string',
    'Traefik@rollouts': 'weightedTraefikServiceName:string',
    'TrafficRouting@rollouts':
      'alb:Alb@rollouts ambassador:Ambassador@rollouts apisix:Apisix@rollouts appMesh:AppMesh@rollouts ' +
      'istio:Istio@rollouts managedRoutes:Service@rollouts[] maxTrafficWeight:integer nginx:Nginx@rollouts ' +
      'plugins:any smi:Smi@rollouts traefik:Traefik@rollouts',
    'Canary@rollouts':
      'abortScaleDownDelaySeconds:integer analysis:Analysis@rollouts2 antiAffinity:AntiAffinity@rollouts ' +
      'canaryMetadata:ActiveMetadata@rollouts canaryService:string dynamicStableScale:boolean ' +
      'maxSurge:int-or-string maxUnavailable:int-or-string minPodsPerReplicaSet:integer pingPong:PingPong@rollouts ' +
      'replicaProgressThreshold:ReplicaProgressThreshold@rollouts scaleDownDelayRevisionLimit:integer ' +
      'scaleDownDelaySeconds:integer stableMetadata:ActiveMetadata@rollouts stableService:string ' +
      'steps:Steps@rollouts[] trafficRouting:TrafficRouting@rollouts',
    'Strategy@rollouts': 'blueGreen:BlueGreen@rollouts canary:Canary@rollouts',
    'WorkloadRef@rollouts': 'apiVersion:string kind:string name:string scaleDown:string',
    'RolloutSpec@rollouts':
      'analysis:Analysis@rollouts minReadySeconds:integer paused:boolean progressDeadlineAbort:boolean ' +
      'progressDeadlineSeconds:integer replicas:integer restartAt:string revisionHistoryLimit:integer ' +
      'rollbackWindow:RollbackWindow@rollouts selector:LabelSelector@rollouts strategy:Strategy@rollouts ' +
      'template:any workloadRef:WorkloadRef@rollouts',
    'Rollout@rollouts': 'apiVersion:string kind:string metadata:any spec:RolloutSpec@rollouts status:any',
  },
};
