import type { Definitions } from './definitions.js';

/** The fields of each part, as the CustomResourceDefinitions of kedacore/keda list them, v2.0 to v2.20. */
export const KEDA: Definitions = {
  kinds: {
    'keda.sh/v1alpha1 ScaledObject': 'ScaledObject@keda',
  },
  types: {
    'Policies@keda': 'periodSeconds:integer type:string value:integer',
    'ScaleDown@keda':
      'policies:Policies@keda[] selectPolicy:string stabilizationWindowSeconds:integer tolerance:int-or-string',
    'Behavior@keda': 'scaleDown:ScaleDown@keda scaleUp:ScaleDown@keda',
    'HorizontalPodAutoscalerConfig@keda': 'behavior:Behavior@keda name:string',
    'ScalingModifiers@keda': 'activationTarget:string formula:string metricType:string target:string',
    'Advanced@keda':
      'horizontalPodAutoscalerConfig:HorizontalPodAutoscalerConfig@keda restoreToOriginalReplicaCount:boolean ' +
      'scalingModifiers:ScalingModifiers@keda',
    'Fallback@keda': 'behavior:string failureThreshold:integer replicas:integer',
    'ScaleTargetRef@keda': 'apiVersion:string envSourceContainerName:string kind:string name:string',
    'AuthenticationRef@keda': 'kind:string name:string',
    'Triggers@keda':
      'authenticationRef:AuthenticationRef@keda fallback:integer metadata:{string} metricType:string name:string ' +
      'type:string useCachedMetrics:boolean',
    'ScaledObjectSpec@keda':
      'advanced:Advanced@keda cooldownPeriod:integer fallback:Fallback@keda idleReplicaCount:integer ' +
      'initialCooldownPeriod:integer maxReplicaCount:integer minReplicaCount:integer pollingInterval:integer ' +
      'scaleTargetRef:ScaleTargetRef@keda triggers:Triggers@keda[]',
    'ScaledObject@keda': 'apiVersion:string kind:string metadata:any spec:ScaledObjectSpec@keda status:any',
  },
};
