import { describe, expect, it } from 'vitest';
import { productsOf } from '../../../src/k8s/kinds/custom-kinds.js';

describe('what the operator of a custom kind makes (semantics 3.6)', () => {
  it.each([
    ['velero.io', 'Schedule', 'nothing', 'nothing'],
    ['dapr.io', 'Component', 'nothing', 'nothing'],
    ['linkerd.io', 'ServiceProfile', 'nothing', 'nothing'],
    ['consul.hashicorp.com', 'ServiceDefaults', 'nothing', 'nothing'],
    ['argoproj.io', 'Application', 'nothing', 'nothing'],
    ['cert-manager.io', 'Certificate', 'nothing', 'nothing'],
    ['external-secrets.io', 'ExternalSecret', 'nothing', 'nothing'],
    ['monitoring.coreos.com', 'ServiceMonitor', 'nothing', 'nothing'],
    ['monitoring.coreos.com', 'Prometheus', 'any', 'nothing'],
    ['gateway.networking.k8s.io', 'HTTPRoute', 'nothing', 'nothing'],
    ['gateway.networking.k8s.io', 'Gateway', 'name', 'name'],
    ['kafka.strimzi.io', 'Kafka', 'name', 'name'],
    ['kafka.strimzi.io', 'KafkaTopic', 'nothing', 'nothing'],
    ['helm.toolkit.fluxcd.io', 'HelmRelease', 'any', 'any'],
    ['example.com', 'WebApp', 'name', 'name'],
    ['argoproj.io', 'Unheard', 'name', 'name'],
  ])('%s/%s: Pods %s, Services %s', (group, kind, pods, services) => {
    expect(productsOf(group, kind)).toEqual({ pods, services });
  });
});

/** Groups, and kinds that differ from their group, by what their operators make: Pods and Services. */
const MADE = {
  'nothing, nothing': `
    gateway.networking.k8s.io networking.istio.io security.istio.io telemetry.istio.io extensions.istio.io
    authentication.istio.io rbac.istio.io config.istio.io traefik.io traefik.containo.us linkerd.io policy.linkerd.io
    split.smi-spec.io specs.smi-spec.io access.smi-spec.io consul.hashicorp.com kuma.io appmesh.k8s.aws
    projectcontour.io gateway.envoyproxy.io k8s.nginx.org appprotect.f5.com appprotectdos.f5.com
    configuration.konghq.com getambassador.io apisix.apache.org networking.gke.io net.gke.io cloud.google.com
    gateway.k8s.aws elbv2.k8s.aws vpcresources.k8s.aws route.openshift.io externaldns.k8s.io metallb.io cilium.io
    crd.projectcalico.org projectcalico.org k8s.cni.cncf.io multicluster.x-k8s.io policy.networking.k8s.io kyverno.io
    constraints.gatekeeper.sh templates.gatekeeper.sh config.gatekeeper.sh cert-manager.io external-secrets.io
    generators.external-secrets.io kubernetes-client.io secrets-store.csi.x-k8s.io secrets.hashicorp.com bitnami.com
    isindir.github.com spire.spiffe.io rbac.authorization.k8s.io security.openshift.io user.openshift.io
    authorization.openshift.io project.openshift.io quota.openshift.io oauth.openshift.io config.openshift.io
    machineconfiguration.openshift.io machine.openshift.io image.openshift.io build.openshift.io monitoring.coreos.com
    monitoring.googleapis.com observability.giantswarm.io monitoring.giantswarm.io integreatly.org
    grafana.integreatly.org metrics.k8s.io autoscaling.k8s.io keda.sh wgpolicyk8s.io velero.io snapshot.storage.k8s.io
    volsync.backube objectbucket.io longhorn.io argoproj.io/Application argoproj.io/ApplicationSet
    argoproj.io/AppProject argoproj.io/AnalysisTemplate argoproj.io/ClusterAnalysisTemplate argoproj.io/AnalysisRun
    argoproj.io/WorkflowTemplate argoproj.io/ClusterWorkflowTemplate kustomize.toolkit.fluxcd.io
    source.toolkit.fluxcd.io notification.toolkit.fluxcd.io image.toolkit.fluxcd.io flagger.app kapp.k14s.io
    kustomize.config.k8s.io operators.coreos.com/OperatorGroup tekton.dev triggers.tekton.dev backstage.io
    policy.karmada.io apps.open-cluster-management.io cluster.open-cluster-management.io upgrade.cattle.io dapr.io
    litmuschaos.io nmstate.io nfd.k8s-sigs.io kafka.strimzi.io/KafkaTopic kafka.strimzi.io/KafkaUser
    kafka.strimzi.io/KafkaConnector kafka.strimzi.io/KafkaRebalance postgresql.cnpg.io`,
  'name, name': `
    gateway.networking.k8s.io/Gateway kuma.io/MeshGatewayInstance projectcontour.io/ContourDeployment
    grafana.integreatly.org/Grafana keda.sh/ScaledJob argoproj.io/EventSource argoproj.io/EventBus flagger.app/Canary
    triggers.tekton.dev/EventListener serving.knative.dev jobset.x-k8s.io leaderworkerset.x-k8s.io kafka.strimzi.io
    postgresql.cnpg.io/Cluster postgresql.cnpg.io/Pooler elasticsearch.k8s.elastic.co kibana.k8s.elastic.co
    databases.spotahome.com`,
  'nothing, name': `
    networking.gke.io/MultiClusterService`,
  'any, any': `
    acme.cert-manager.io helm.toolkit.fluxcd.io helm.cattle.io helm.crossplane.io fluxcd.controlplane.io
    operators.coreos.com install.istio.io operator.openshift.io`,
  'any, nothing': `
    monitoring.coreos.com/Prometheus monitoring.coreos.com/PrometheusAgent monitoring.coreos.com/Alertmanager
    monitoring.coreos.com/ThanosRuler`,
  'any, name': `
    integreatly.org/Grafana acid.zalan.do ceph.rook.io`,
};

describe.each(Object.entries(MADE))('of these the operators make Pods and Services: %s', (made, names) => {
  const [pods, services] = made.split(', ');
  it.each(names.trim().split(/\s+/))('%s', (name) => {
    const [group = '', kind = 'Unheard'] = name.split('/');
    expect(productsOf(group, kind)).toEqual({ pods, services });
  });
});
