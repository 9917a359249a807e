/**
 * How much an operator makes of one custom resource (semantics 3.6): `nothing`; what carries the `name` of the object,
 * alone or as its beginning; or `any`thing, whatever it is called.
 */
export type Makes = 'nothing' | 'name' | 'any';

/** What the operator of a custom kind makes besides. */
export interface Products {
  readonly pods: Makes;
  readonly services: Makes;
}

const NOTHING: Products = { pods: 'nothing', services: 'nothing' };
/** Pods that carry its name in a label, and Services that begin with it. */
const NAMED: Products = { pods: 'name', services: 'name' };
/** Pods with labels of the program's own, and Services that begin with its name. */
const PODS: Products = { pods: 'any', services: 'name' };
/** Whatever somebody else has written: a chart, another repository. */
const ANYTHING: Products = { pods: 'any', services: 'any' };
/** Pods with labels of the program's own, and one Service of a fixed name for all objects of the kind. */
const GOVERNED: Products = { pods: 'any', services: 'nothing' };
const SERVICES: Products = { pods: 'nothing', services: 'name' };

/** Nobody knows its operator; most name what they make after the object. */
const UNKNOWN = NAMED;

type Row = readonly [groupOrKind: string, products: Products, source: string];

/** A kind of its own decides before its group. One line each, with the source that says so. */
// prettier-ignore
const ROWS: readonly Row[] = [
  // Traffic and names
  ['gateway.networking.k8s.io', NOTHING, 'kubernetes-sigs/gateway-api apis/v1: routes, grants and policies configure a data plane'],
  ['gateway.networking.k8s.io/Gateway', NAMED, 'istio/istio pilot/pkg/config/kube/gateway: Deployment and Service `NAME-CLASS` for a Gateway'],
  ['networking.istio.io', NOTHING, 'istio/api networking: configuration of proxies'],
  ['security.istio.io', NOTHING, 'istio/api security: policies'],
  ['telemetry.istio.io', NOTHING, 'istio/api telemetry: configuration of proxies'],
  ['extensions.istio.io', NOTHING, 'istio/api extensions: filters of proxies'],
  ['authentication.istio.io', NOTHING, 'istio/api 1.4 authentication: policies'],
  ['rbac.istio.io', NOTHING, 'istio/api 1.4 rbac: policies'],
  ['config.istio.io', NOTHING, 'istio/api 1.4 mixer: rules, handlers, instances'],
  ['traefik.io', NOTHING, 'traefik/traefik pkg/provider/kubernetes/crd: configuration of the proxy'],
  ['traefik.containo.us', NOTHING, 'traefik/traefik v2, the same kinds before they moved'],
  ['linkerd.io', NOTHING, 'linkerd/linkerd2 controller/gen/apis/serviceprofile: routes of a Service that is there'],
  ['policy.linkerd.io', NOTHING, 'linkerd/linkerd2 controller/gen/apis: policies'],
  ['split.smi-spec.io', NOTHING, 'servicemeshinterface/smi-spec traffic-split: weights between Services'],
  ['specs.smi-spec.io', NOTHING, 'servicemeshinterface/smi-spec traffic-specs: matches'],
  ['access.smi-spec.io', NOTHING, 'servicemeshinterface/smi-spec traffic-access: policies'],
  ['consul.hashicorp.com', NOTHING, 'hashicorp/consul-k8s control-plane/api: configuration entries of Consul'],
  ['kuma.io', NOTHING, 'kumahq/kuma pkg/plugins: policies of a mesh'],
  ['kuma.io/MeshGatewayInstance', NAMED, 'kumahq/kuma: Deployment and Service of its name'],
  ['appmesh.k8s.aws', NOTHING, 'aws/aws-app-mesh-controller-for-k8s apis: resources of App Mesh'],
  ['projectcontour.io', NOTHING, 'projectcontour/contour apis: configuration of Envoy'],
  ['projectcontour.io/ContourDeployment', NAMED, 'projectcontour/contour-provisioner: Contour and Envoy for a Gateway'],
  ['gateway.envoyproxy.io', NOTHING, 'envoyproxy/gateway api/v1alpha1: policies, and settings of a data plane'],
  ['k8s.nginx.org', NOTHING, 'nginxinc/kubernetes-ingress pkg/apis: configuration of NGINX'],
  ['appprotect.f5.com', NOTHING, 'nginxinc/kubernetes-ingress: policies'],
  ['appprotectdos.f5.com', NOTHING, 'nginxinc/kubernetes-ingress: policies'],
  ['configuration.konghq.com', NOTHING, 'Kong/kubernetes-ingress-controller: configuration of Kong'],
  ['getambassador.io', NOTHING, 'emissary-ingress/emissary: configuration of Envoy'],
  ['apisix.apache.org', NOTHING, 'apache/apisix-ingress-controller: configuration of APISIX'],
  ['networking.gke.io', NOTHING, 'GoogleCloudPlatform docs: certificates, policies of load balancers, networks'],
  ['net.gke.io', NOTHING, 'GoogleCloudPlatform docs: exports of Services that are there'],
  ['networking.gke.io/MultiClusterService', SERVICES, 'GoogleCloudPlatform docs: a derived Service `mci-NAME-svc-HASH`'],
  ['cloud.google.com', NOTHING, 'GoogleCloudPlatform docs: BackendConfig, ComputeClass'],
  ['gateway.k8s.aws', NOTHING, 'kubernetes-sigs/aws-load-balancer-controller apis: settings of load balancers'],
  ['elbv2.k8s.aws', NOTHING, 'kubernetes-sigs/aws-load-balancer-controller apis: bindings to what is there'],
  ['vpcresources.k8s.aws', NOTHING, 'aws/amazon-vpc-resource-controller-k8s: security groups'],
  ['route.openshift.io', NOTHING, 'openshift/api route: configuration of the router'],
  ['externaldns.k8s.io', NOTHING, 'kubernetes-sigs/external-dns: DNS records'],
  ['metallb.io', NOTHING, 'metallb/metallb api: pools and advertisements of addresses'],
  ['cilium.io', NOTHING, 'cilium/cilium pkg/k8s/apis: policies, pools, advertisements'],
  ['crd.projectcalico.org', NOTHING, 'projectcalico/calico api: policies and pools'],
  ['projectcalico.org', NOTHING, 'projectcalico/calico api: policies and pools'],
  ['k8s.cni.cncf.io', NOTHING, 'k8snetworkplumbingwg: definitions of networks'],
  ['multicluster.x-k8s.io', NOTHING, 'kubernetes-sigs/mcs-api: exports and imports of Services'],
  // Policies, secrets, certificates
  ['policy.networking.k8s.io', NOTHING, 'kubernetes-sigs/network-policy-api: policies'],
  ['kyverno.io', NOTHING, 'kyverno/kyverno api: policies; what they generate is never Pods'],
  ['constraints.gatekeeper.sh', NOTHING, 'open-policy-agent/gatekeeper: policies'],
  ['templates.gatekeeper.sh', NOTHING, 'open-policy-agent/gatekeeper: policies'],
  ['config.gatekeeper.sh', NOTHING, 'open-policy-agent/gatekeeper: settings'],
  ['cert-manager.io', NOTHING, 'cert-manager/cert-manager pkg/apis: certificates, in Secrets'],
  ['acme.cert-manager.io', ANYTHING, 'cert-manager/cert-manager pkg/issuer/acme/http: solver Pods and Services of random names'],
  ['external-secrets.io', NOTHING, 'external-secrets/external-secrets apis: Secrets'],
  ['generators.external-secrets.io', NOTHING, 'external-secrets/external-secrets apis: Secrets'],
  ['kubernetes-client.io', NOTHING, 'external-secrets/kubernetes-external-secrets: Secrets'],
  ['secrets-store.csi.x-k8s.io', NOTHING, 'kubernetes-sigs/secrets-store-csi-driver: volumes'],
  ['secrets.hashicorp.com', NOTHING, 'hashicorp/vault-secrets-operator api: Secrets'],
  ['bitnami.com', NOTHING, 'bitnami-labs/sealed-secrets: Secrets'],
  ['isindir.github.com', NOTHING, 'isindir/sops-secrets-operator: Secrets'],
  ['spire.spiffe.io', NOTHING, 'spiffe/spire-controller-manager: identities'],
  ['rbac.authorization.k8s.io', NOTHING, 'kubernetes/api rbac'],
  ['security.openshift.io', NOTHING, 'openshift/api security: constraints'],
  ['user.openshift.io', NOTHING, 'openshift/api user'],
  ['authorization.openshift.io', NOTHING, 'openshift/api authorization'],
  ['project.openshift.io', NOTHING, 'openshift/api project'],
  ['quota.openshift.io', NOTHING, 'openshift/api quota'],
  ['oauth.openshift.io', NOTHING, 'openshift/api oauth'],
  ['config.openshift.io', NOTHING, 'openshift/api config: settings of a cluster'],
  ['machineconfiguration.openshift.io', NOTHING, 'openshift/api: settings of nodes'],
  ['machine.openshift.io', NOTHING, 'openshift/api: nodes'],
  ['image.openshift.io', NOTHING, 'openshift/api image'],
  ['build.openshift.io', NOTHING, 'openshift/api build: Pods that build an image and end'],
  // Watching and scaling
  ['monitoring.coreos.com', NOTHING, 'prometheus-operator/prometheus-operator pkg/apis: monitors, rules, probes, settings'],
  ['monitoring.coreos.com/Prometheus', GOVERNED, 'prometheus-operator pkg/prometheus: Pods `app.kubernetes.io/name: prometheus`, Service `prometheus-operated`'],
  ['monitoring.coreos.com/PrometheusAgent', GOVERNED, 'prometheus-operator pkg/prometheus/agent: as Prometheus'],
  ['monitoring.coreos.com/Alertmanager', GOVERNED, 'prometheus-operator pkg/alertmanager: Pods `app.kubernetes.io/name: alertmanager`, Service `alertmanager-operated`'],
  ['monitoring.coreos.com/ThanosRuler', GOVERNED, 'prometheus-operator pkg/thanos: Pods `app.kubernetes.io/name: thanos-ruler`, Service `thanos-ruler-operated`'],
  ['monitoring.googleapis.com', NOTHING, 'GoogleCloudPlatform/prometheus-engine pkg/operator/apis: monitors and rules'],
  ['observability.giantswarm.io', NOTHING, 'giantswarm/silence-operator'],
  ['monitoring.giantswarm.io', NOTHING, 'giantswarm/silence-operator'],
  ['integreatly.org', NOTHING, 'grafana/grafana-operator v4: dashboards and data sources'],
  ['integreatly.org/Grafana', PODS, 'grafana/grafana-operator v4: Pods `app: grafana`, Service `grafana-service`'],
  ['grafana.integreatly.org', NOTHING, 'grafana/grafana-operator v5: dashboards, folders, data sources'],
  ['grafana.integreatly.org/Grafana', NAMED, 'grafana/grafana-operator v5: Pods `app: NAME`, Service `NAME-service`'],
  ['metrics.k8s.io', NOTHING, 'kubernetes/metrics: measurements'],
  ['autoscaling.k8s.io', NOTHING, 'kubernetes/autoscaler vertical-pod-autoscaler: sizes'],
  ['keda.sh', NOTHING, 'kedacore/keda apis: autoscalers and their credentials'],
  ['keda.sh/ScaledJob', NAMED, 'kedacore/keda apis: Jobs; its Pod template is read (3.4)'],
  ['wgpolicyk8s.io', NOTHING, 'kubernetes-sigs/wg-policy-prototypes: reports'],
  // Storage and backup
  ['velero.io', NOTHING, 'vmware-tanzu/velero pkg/apis: schedules and records of backups'],
  ['snapshot.storage.k8s.io', NOTHING, 'kubernetes-csi/external-snapshotter: snapshots'],
  ['volsync.backube', NOTHING, 'backube/volsync api: Jobs that copy volumes and end'],
  ['objectbucket.io', NOTHING, 'kube-object-storage/lib-bucket-provisioner: claims'],
  ['longhorn.io', NOTHING, 'longhorn/longhorn-manager: volumes, replicas, backups'],
  // Delivery
  ['argoproj.io/Application', NOTHING, 'argoproj/argo-cd pkg/apis: what it deploys stands where it points, and is read there'],
  ['argoproj.io/ApplicationSet', NOTHING, 'argoproj/argo-cd pkg/apis: Applications'],
  ['argoproj.io/AppProject', NOTHING, 'argoproj/argo-cd pkg/apis: permissions'],
  ['argoproj.io/AnalysisTemplate', NOTHING, 'argoproj/argo-rollouts pkg/apis: measurements'],
  ['argoproj.io/ClusterAnalysisTemplate', NOTHING, 'argoproj/argo-rollouts pkg/apis: measurements'],
  ['argoproj.io/AnalysisRun', NOTHING, 'argoproj/argo-rollouts pkg/apis: measurements'],
  ['argoproj.io/WorkflowTemplate', NOTHING, 'argoproj/argo-workflows pkg/apis: runs only where a Workflow names it'],
  ['argoproj.io/ClusterWorkflowTemplate', NOTHING, 'argoproj/argo-workflows pkg/apis: runs only where a Workflow names it'],
  ['argoproj.io/EventSource', NAMED, 'argoproj/argo-events: Pods with `eventsource-name: NAME`, Service `NAME-eventsource-svc`'],
  ['argoproj.io/EventBus', NAMED, 'argoproj/argo-events: Pods with `eventbus-name: NAME`, Service `eventbus-NAME-…`'],
  ['kustomize.toolkit.fluxcd.io', NOTHING, 'fluxcd/kustomize-controller api: what it deploys stands where it points, and is read there'],
  ['source.toolkit.fluxcd.io', NOTHING, 'fluxcd/source-controller api: artifacts'],
  ['notification.toolkit.fluxcd.io', NOTHING, 'fluxcd/notification-controller api: messages'],
  ['image.toolkit.fluxcd.io', NOTHING, 'fluxcd/image-automation-controller api: tags and commits'],
  ['helm.toolkit.fluxcd.io', ANYTHING, 'fluxcd/helm-controller api: a chart, which nobody renders here'],
  ['helm.cattle.io', ANYTHING, 'k3s-io/helm-controller pkg/apis: a chart, which nobody renders here'],
  ['helm.crossplane.io', ANYTHING, 'crossplane-contrib/provider-helm apis: a chart, which nobody renders here'],
  ['fluxcd.controlplane.io', ANYTHING, 'controlplaneio-fluxcd/flux-operator api: whatever its template holds'],
  ['flagger.app', NOTHING, 'fluxcd/flagger pkg/apis: templates of alerts and metrics'],
  ['flagger.app/Canary', NAMED, 'fluxcd/flagger pkg/canary, pkg/router: `NAME-primary` and the Services `NAME`, `NAME-primary`, `NAME-canary`'],
  ['kapp.k14s.io', NOTHING, 'carvel-dev/kapp: settings of the program'],
  ['kustomize.config.k8s.io', NOTHING, 'kubernetes-sigs/kustomize: settings of the program'],
  ['operators.coreos.com', ANYTHING, 'operator-framework/api: operators, whose manifests stand in a bundle'],
  ['operators.coreos.com/OperatorGroup', NOTHING, 'operator-framework/api: namespaces of operators'],
  ['tekton.dev', NOTHING, 'tektoncd/pipeline pkg/apis: Pods that run once'],
  ['triggers.tekton.dev', NOTHING, 'tektoncd/triggers pkg/apis: bindings and templates'],
  ['triggers.tekton.dev/EventListener', NAMED, 'tektoncd/triggers: Pods with `eventlistener: NAME`, Service `el-NAME`'],
  ['backstage.io', NOTHING, 'backstage/backstage: entries of a catalog, which no cluster sees'],
  ['policy.karmada.io', NOTHING, 'karmada-io/karmada pkg/apis/policy: where what is there is brought'],
  ['apps.open-cluster-management.io', NOTHING, 'open-cluster-management-io: where what is there is brought'],
  ['cluster.open-cluster-management.io', NOTHING, 'open-cluster-management-io/api: clusters and sets of them'],
  ['upgrade.cattle.io', NOTHING, 'rancher/system-upgrade-controller: Jobs on nodes'],
  // Applications
  ['dapr.io', NOTHING, 'dapr/dapr pkg/apis: components, subscriptions and settings of sidecars'],
  ['litmuschaos.io', NOTHING, 'litmuschaos/chaos-operator: Pods that disturb and end'],
  ['nmstate.io', NOTHING, 'nmstate/kubernetes-nmstate: networks of nodes'],
  ['nfd.k8s-sigs.io', NOTHING, 'kubernetes-sigs/node-feature-discovery: labels of nodes'],
  ['serving.knative.dev', NAMED, 'knative/serving pkg/apis: Service of its name; its Pod template is read (3.4)'],
  ['jobset.x-k8s.io', NAMED, 'kubernetes-sigs/jobset: headless Service of its name; its Pod template is read (3.4)'],
  ['leaderworkerset.x-k8s.io', NAMED, 'kubernetes-sigs/lws: headless Service of its name; its Pod template is read (3.4)'],
  ['kafka.strimzi.io', NAMED, 'strimzi/strimzi-kafka-operator: Pods with `strimzi.io/cluster: NAME`, Services `NAME-kafka-bootstrap` and others'],
  ['kafka.strimzi.io/KafkaTopic', NOTHING, 'strimzi/strimzi-kafka-operator topic-operator: topics'],
  ['kafka.strimzi.io/KafkaUser', NOTHING, 'strimzi/strimzi-kafka-operator user-operator: users'],
  ['kafka.strimzi.io/KafkaConnector', NOTHING, 'strimzi/strimzi-kafka-operator: connectors inside of a KafkaConnect'],
  ['kafka.strimzi.io/KafkaRebalance', NOTHING, 'strimzi/strimzi-kafka-operator: proposals'],
  ['acid.zalan.do', PODS, 'zalando/postgres-operator: Pods `application: spilo, cluster-name: NAME`, Services `NAME`, `NAME-repl`, `NAME-pooler`'],
  ['postgresql.cnpg.io', NOTHING, 'cloudnative-pg/cloudnative-pg api: backups, databases, subscriptions'],
  ['postgresql.cnpg.io/Cluster', NAMED, 'cloudnative-pg/cloudnative-pg: Pods with `cnpg.io/cluster: NAME`, Services `NAME-rw`, `NAME-ro`, `NAME-r`'],
  ['postgresql.cnpg.io/Pooler', NAMED, 'cloudnative-pg/cloudnative-pg: Pods with `cnpg.io/poolerName: NAME`, Service `NAME`'],
  ['elasticsearch.k8s.elastic.co', NAMED, 'elastic/cloud-on-k8s: Pods with `elasticsearch.k8s.elastic.co/cluster-name: NAME`, Service `NAME-es-http`'],
  ['kibana.k8s.elastic.co', NAMED, 'elastic/cloud-on-k8s: Pods with `kibana.k8s.elastic.co/name: NAME`, Service `NAME-kb-http`'],
  ['install.istio.io', ANYTHING, 'istio/istio operator: istiod and gateways'],
  ['ceph.rook.io', PODS, 'rook/rook: Pods `app: rook-ceph-…`, Services `rook-ceph-…`'],
  ['operator.openshift.io', ANYTHING, 'openshift/api operator: parts of a cluster'],
  ['databases.spotahome.com', NAMED, 'spotahome/redis-operator: Pods with `redisfailovers.databases.spotahome.com/name: NAME`, Services `rfs-NAME`, `rfr-NAME`'],
];

const PRODUCTS: ReadonlyMap<string, Products> = new Map(ROWS.map(([kind, products]) => [kind, products]));

/** What the operator of a custom kind makes; of an unknown one, what carries its name. */
export function productsOf(group: string, kind: string): Products {
  return PRODUCTS.get(`${group}/${kind}`) ?? PRODUCTS.get(group) ?? UNKNOWN;
}
