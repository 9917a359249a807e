import type { InputFile } from '../../src/index.js';
import * as findings from './findings.js';
import * as kustomizations from './kustomizations.js';
import * as objects from './objects.js';
import * as policies from './policies.js';
import * as ports from './ports.js';
import * as routes from './routes.js';
import * as texts from './texts.js';

/** A tree that grows in one dimension only, so that what is worse than linear in it shows. */
export interface Shape {
  readonly name: string;
  readonly make: (count: number) => readonly InputFile[];
  /** The smaller of the two counts; the larger is four times as many. */
  readonly count: number;
  /** Options of the command line. */
  readonly options?: readonly string[];
}

const REPORTS = ['pretty', 'json', 'sarif', 'junit', 'checkstyle', 'gitlab', 'github', 'markdown'] as const;

/** What people write by the thousand, and what somebody may write to make a linter slow. */
export const SHAPES: readonly Shape[] = [
  shape('one label in many namespaces', objects.oneLabelInManyNamespaces, 2000),
  shape('labels that lie elsewhere', objects.labelsElsewhere, 2000),
  shape('Services called alike in many namespaces', objects.servicesAlikeInManyNamespaces, 2000),
  shape('Services of one workload', objects.manyServicesOfOneWorkload, 1000),
  shape('workloads of one Service', objects.manyWorkloadsOfOneService, 1000),
  shape('near misses', objects.nearMisses, 1000),
  shape('containers of one Pod', objects.manyContainers, 1000),
  shape('variables of one container', objects.manyVariables, 1000),
  shape('ConfigMaps with hosts', objects.configMapsWithHosts, 1000),
  shape('hosts in one text', objects.manyHostsInOneText, 1000),
  shape('labels of one Pod', objects.manyLabels, 1000),
  shape('one object repeated', objects.oneObjectRepeated, 2000),
  shape('one object in many files', objects.oneObjectInManyFiles, 1000),
  shape('PodDisruptionBudgets', objects.disruptionBudgets, 1000),
  shape('autoscalers', objects.autoscalers, 1000),
  shape('slices of one Service', objects.slicesOfOneService, 1000),
  shape('names of Pods', objects.manyPodNames, 1000),

  shape('Services whose target port nobody has', ports.missingTargetPorts, 500),
  shape('target ports that nobody has, of one Service', ports.missingTargetPortsOfOneService, 500),
  shape('unnamed ports of one Service', ports.unnamedPorts, 500),
  shape('ports of one Service that are cut in two', ports.splitPorts, 1000),
  shape('ports of one container', ports.manyContainerPorts, 500),
  shape('one node port for all', ports.takenNodePorts, 1000),
  shape('one address of a load balancer for all', ports.sharedAddress, 1000),

  shape('rules of one Ingress to one Service', routes.rulesToOneService, 2500),
  shape('hosts of one Ingress', routes.hostsOfOneIngress, 1000),
  shape('Ingresses of one path', routes.conflictingIngresses, 1000),
  shape('Ingresses of Services that are nearly there', routes.missingServices, 500),
  shape('HTTPRoutes of one Gateway', routes.routesToOneGateway, 1000),
  shape('listeners of one Gateway', routes.listenersOfOneGateway, 500),
  shape('ServiceMonitors', routes.serviceMonitors, 1000),
  shape('ServiceMonitors of one label', routes.monitorsOfOneLabel, 250),
  shape('DestinationRules', routes.destinationRules, 1000),
  shape('DestinationRules of one host', routes.destinationRulesOfOneHost, 500),
  shape('subsets of one DestinationRule', routes.subsetsOfOneRule, 1000),

  shape('NetworkPolicies by Pods', policies.policiesByPods, 500),
  shape('NetworkPolicies of their own Pods', policies.policiesOfOwnPods, 1000),
  shape('egress without DNS of their own Pods', policies.egressOfOwnPods, 1000),
  shape('peers that are nearly there', policies.missingPeers, 500),
  shape('selectors that all mean all Pods', policies.wideSelectors, 500),
  shape('connections by selectors that all mean all Pods', policies.wideSelectors, 500, ['connections']),
  shape('connections by policies that all select all Pods', policies.policiesByPods, 500, ['connections']),
  shape('connections by policies of their own Pods', policies.policiesOfOwnPods, 1000, ['connections']),
  shape('peers of one NetworkPolicy', policies.peersOfOnePolicy, 1000),

  shape('files of one kustomization', kustomizations.manyFilesInOneKustomization, 1250),
  shape('files that a kustomization changes', kustomizations.manyTransformed, 500),
  shape('one label of a kustomization over many objects', kustomizations.oneLabelOverManyObjects, 500),
  shape('layers of two bases', kustomizations.layersOfTwoBases, 4),
  shape('bases of bases', kustomizations.deepBases, 50),
  shape('overlays of one base', kustomizations.overlaysOfOneBase, 250),
  shape('patches of one kustomization', kustomizations.manyPatches, 250),
  shape('images of one kustomization', kustomizations.manyImages, 250),
  shape('generators of one kustomization', kustomizations.manyGenerators, 250),
  shape('names that a kustomization changes', kustomizations.manyNameReferences, 500),
  shape('replacements of one kustomization', kustomizations.manyReplacements, 125),
  shape('operations of one JSON patch', kustomizations.manyOperations, 1000),
  shape('lists of two merge keys', kustomizations.listsOfTwoMergeKeys, 500),
  shape('lists that lack a merge key', kustomizations.listsThatLackAMergeKey, 500),
  shape('ApplicationSets by folders', kustomizations.applicationSets, 250),

  shape('brackets in the column of their key', texts.bracketsInColumnOfKey, 100),
  shape('quotes in the column of their key', texts.quotesInColumnOfKey, 100),
  shape('lines with tabs', texts.tabs, 25_000),
  shape('tabs where they are allowed', texts.allowedTabs, 10_000),
  shape('documents of one file', texts.documentsOfOneFile, 2500),
  shape('empty documents', texts.emptyDocuments, 10_000),
  shape('aliases of one anchor', texts.aliases, 2500),
  shape('anchors', texts.anchors, 2500),
  shape('merge keys', texts.mergeKeys, 500),
  shape('brackets in brackets', texts.deepFlow, 1000),
  shape('one long line', texts.oneLongLine, 500),
  shape('a long block scalar', texts.longBlockScalar, 25_000),
  shape('a plain scalar of many lines', texts.continuedScalar, 10_000),
  shape('a quoted scalar of many lines', texts.quotedLines, 10_000),
  shape('placeholders', texts.placeholders, 5000),
  shape('a template of helm', texts.helmTemplate, 2500),
  shape('marks of templates that never close', texts.openTemplateMarks, 5000),
  shape('blanks in a value', texts.blanks, 25_000),
  shape('comments', texts.comments, 25_000),
  shape('folders in folders', texts.deepFolders, 200),
  shape('folders side by side', texts.wideFolders, 2000),
  shape('commands beside folders that are put away', texts.commandsAndPutAwayFolders, 500),
  shape('charts side by side', texts.charts, 500, ['--no-helm']),

  ...REPORTS.map((format) =>
    shape(`findings of one file as ${format}`, findings.findingsOfOneFile, 10_000, ['--format', format]),
  ),
  shape('findings of many files', findings.findingsOfManyFiles, 1000),
  shape('unknown fields of one map', findings.unknownFields, 2000),
  shape('one key repeated', findings.duplicateKeys, 2000),
  shape('allowances', findings.allowances, 1000),
  shape('allowances of nothing', findings.unusedAllowances, 1000),
  shape('annotations that silence', findings.annotations, 1000),
  shape('repairs of one file', findings.repairsOfOneFile, 500, ['--fix-dry-run']),
  shape('places related to one finding', findings.manyRelatedPlaces, 1000),
  shape('containers of one name', findings.duplicateNames, 500),
  shape('patterns of `ignore`', findings.ignorePatterns, 1000),
  shape('lines of `.gitignore`', findings.gitignoreLines, 1000),
  shape('stars of one pattern', findings.starsOfOnePattern, 200),
  shape('names of `external`', findings.externalNames, 1000),
  shape('`overrides` of the settings', findings.overrides, 1000),
];

function shape(name: string, make: Shape['make'], count: number, options: readonly string[] = []): Shape {
  return { name, make, count, options };
}
