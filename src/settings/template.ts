/**
 * The settings file that `svclint init` writes: every field with what it is for, all but the severities commented out.
 */
export const SETTINGS_TEMPLATE = `# yaml-language-server: $schema=node_modules/svclint/schema/settings.schema.json
# Settings of svclint: what every run in this repository needs to know.
# svclint --print-config FILE shows what holds for a file, and where it comes from.

# Settings of your organisation that these are laid over: a file, or an installed package.
# extends: "@example/svclint-settings"

# The version of the cluster: it decides what the API server refuses.
# kubernetesVersion: "1.34"

# The namespace of objects that name none, as kubectl apply -n.
# namespace: shop

# Services that live outside of this repository: their absence is no finding.
# external:
#   - postgres-rw
#   - monitoring/*

# Custom resources that make Pods, and where their Pod template stands.
# workloads:
#   - kind: example.com/WebApp
#     path: spec.template

# Folders that are applied for themselves, where svclint guesses otherwise (svclint units shows what it guesses).
# units:
#   - path: examples/*

# Values and namespaces of Helm charts; a chart that stands here twice is judged with each.
# charts:
#   - path: charts/shop
#     values: [environments/prod.yaml]
#     namespace: shop

# What is not read, besides what .gitignore names; patterns as there.
# ignore:
#   - /vendor

# The findings of today, to be repaired later: svclint --update-baseline writes the file. It is found without this line
# where it lies beside this file.
# baseline: svclint-baseline.json

# The least severity that fails a run: error, warning, info, or never.
failOn: error

# Severities of your own: error, warning, info, or off. svclint rules lists the rules.
rules: {}
#   missing-readiness-probe: error

# The same for all rules of a category that are not named above.
# categories:
#   exposure: info

# Other severities for some files or objects; of several that fit, the last one counts.
# overrides:
#   - reason: the old shop is switched off in spring
#     paths: [legacy/]
#     rules:
#       missing-readiness-probe: off
#   - resources: [Service/*/legacy-*]
#     rules:
#       unmatched-service-selector: info
`;

/** What `svclint init` says of a hook and of CI, when the file is written. */
export const NEXT_STEPS = `Before a commit, with pre-commit (.pre-commit-config.yaml):

  repos:
    - repo: local
      hooks:
        - id: svclint
          name: svclint
          language: node
          additional_dependencies: [svclint@0.1.0]
          entry: svclint --only-report
          files: \\.(ya?ml|json)$

or as a git hook (.git/hooks/pre-commit, executable):

  #!/bin/sh
  exec npx --no-install svclint --staged

In CI, as one step, with the findings as annotations or as a report:

  npx svclint --format github                 # GitHub Actions
  npx svclint --since origin/main             # only what a pull request brings; needs its commits (fetch-depth: 0)
  npx svclint --output gitlab=gl-code-quality-report.json   # GitLab, as a code quality report
  npx svclint --output junit=svclint.xml      # Jenkins and others

An old repository with many findings begins with \`npx svclint --update-baseline\`.
`;
