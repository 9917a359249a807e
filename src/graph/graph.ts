import type { Cluster } from '../k8s/object/cluster.js';
import type { Elsewhere } from './elsewhere.js';
import type { WrittenEndpoints } from './endpoints.js';
import type { Accounts } from './labelled/accounts.js';
import type { Budgets } from './labelled/budgets.js';
import type { LeftBehind } from './left-behind.js';
import type { LinkVariables } from './link-variables.js';
import type { Labelled } from './labelled/labelled.js';
import type { Pods } from './labelled/pods.js';
import type { Monitors } from './monitors.js';
import type { Names } from './names/names.js';
import type { CertifiedCalls } from './references/certified-calls.js';
import type { Companions } from './references/companions.js';
import type { NamespaceGap } from './references/namespace-gaps.js';
import type { ScrapedPorts } from './passages/scraped-ports.js';
import type { ClosedPorts } from './passages/closed-ports.js';
import type { OneSidedPassages } from './passages/one-sided.js';
import type { Passages } from './passages/passage.js';
import type { Policies } from './policies/policies.js';
import type { OpenedNumbers } from './passages/opened-numbers.js';
import type { Apexes } from './routes/apexes.js';
import type { ShutIns } from './shut-ins.js';
import type { ShutOuts } from './shut-outs.js';
import type { Attachments } from './routes/attachments.js';
import type { Delegations } from './routes/delegations.js';
import type { DestinationRules } from './mesh/destination-rules.js';
import type { IngressClaims } from './routes/ingress-claims.js';
import type { PathTypes } from './routes/path-types.js';
import type { RouteClaims } from './routes/route-claims.js';
import type { IngressClasses } from './routes/ingress-classes.js';
import type { Mesh } from './mesh/mesh.js';
import type { Alike } from './selection/alike.js';
import type { BrokenWorkloads } from './selection/broken-workloads.js';
import type { Closure } from './closure/closure.js';
import type { Unselected } from './selection/unselected.js';
import type { GainedSelectors } from './selection/gained.js';
import type { IdleTemplates } from './selection/idle-templates.js';
import type { Crossings } from './sharing/crossed.js';
import type { DeafPorts } from './ports/deaf-ports.js';
import type { LoopbackRoutes } from './ports/loopback-routes.js';
import type { MeantPorts } from './ports/meant-ports.js';
import type { NodeCalls } from './ports/node-calls.js';
import type { OddPorts } from './ports/odd-ports.js';
import type { Ports } from './ports/ports.js';
import type { ProxyReaders } from './protocols/proxy-readers.js';
import type { SpokenBehind } from './protocols/spoken.js';
import type { MeantNamespaces } from './selection/meant-namespace.js';
import type { Selections } from './selection/selection.js';
import type { UntranslatedPorts } from './ports/untranslated.js';
import type { SharedAddresses } from './sharing/addresses.js';
import type { UnservingPods } from './sharing/unserving.js';
import type { WidenedSelectors } from './sharing/widened.js';
import type { Namespaces } from './unit/namespaces.js';
import type { UnitObjects } from './unit/objects.js';
import type { Voices } from './unit/voices.js';

/** Everything a rule may ask about one unit, by question. Frozen; built once. */
export interface Graph {
  readonly cluster: Cluster;
  /** What is there. */
  readonly unit: UnitObjects;
  /** Which namespace an object gets, and who shares one. */
  readonly namespaces: Namespaces & {
    /**
     * Where objects that belong together stand apart unless somebody passes their namespace to kubectl; in the order of
     * the unit.
     */
    gaps(): readonly NamespaceGap[];
  };
  /** Which Pods a Service gets, and what it meant. */
  readonly selection: Selections &
    Alike &
    GainedSelectors &
    UnservingPods &
    WidenedSelectors &
    SharedAddresses &
    BrokenWorkloads &
    IdleTemplates &
    Unselected &
    MeantNamespaces &
    Crossings;
  /** How sure it is that what is missing is a mistake. */
  readonly closure: Closure;
  /** What a name leaves behind that was changed on one side. */
  readonly leftBehind: LeftBehind;
  /** Which port leads where. */
  readonly ports: Ports &
    DeafPorts &
    OddPorts &
    MeantPorts &
    LoopbackRoutes &
    SpokenBehind &
    ProxyReaders &
    NodeCalls &
    UntranslatedPorts;
  /** Which endpoints are written by hand. */
  readonly endpoints: WrittenEndpoints;
  /** What a LabelSelector finds. */
  readonly labelled: Pods & Labelled & Budgets & Accounts;
  /** What a name leads to, and who says it. */
  readonly names: Names & Companions & CertifiedCalls & LinkVariables;
  /** What a route attaches to, and what needs no Pods because of it. */
  readonly routes: Attachments &
    Delegations &
    DestinationRules &
    Mesh &
    Apexes &
    IngressClasses &
    IngressClaims &
    PathTypes &
    RouteClaims;
  /** What a monitor scrapes. */
  readonly monitors: Monitors;
  /** What NetworkPolicies mean for Pods. */
  readonly policies: Policies &
    Passages &
    OpenedNumbers &
    ClosedPorts &
    ScrapedPorts &
    ShutOuts &
    ShutIns &
    OneSidedPassages;
  /** How many texts of the whole tree say a thing: which of two that contradict each other a repair changes. */
  readonly voices: Voices;
  /** What other units of the tree have. */
  readonly elsewhere: Elsewhere;
}
