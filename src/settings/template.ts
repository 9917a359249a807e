/**
 * The settings file that `svclint init` writes: every field with what it is for, all but the severities commented out.
 */
export const SETTINGS_TEMPLATE = `# yaml-language-server: $schema=node_modules/svclint/schema/settings.schema.json
# Settings of svclint for this repository.
# svclint --print-config FILE shows what holds for a file, and where it comes from.

# Shared settings that this file builds on: a file, or an installed package.
# extends: "@example/svclint-settings"

# The version of the cluster. It decides what the API server refuses.
# kubernetesVersion: "1.34"

# The namespace of objects that name none, like kubectl apply -n.
# namespace: shop

# Services that live elsewhere: svclint does not report that they are missing.
# external:
#   - postgres-rw
#   - monitoring/*

# Custom resources that make Pods, and where their Pod template is.
# workloads:
#   - kind: example.com/WebApp
#     path: spec.template

# Folders that are applied on their own, where svclint guesses otherwise (svclint units shows its guess).
# units:
#   - path: examples/*

# Values and namespaces of Helm charts. A chart that is listed twice is judged with each.
# charts:
#   - path: charts/shop
#     values: [environments/prod.yaml]
#     namespace: shop

# Files and folders to skip, as in .gitignore. What .gitignore names is skipped anyway.
# ignore:
#   - /vendor

# Findings of today, to be repaired later: svclint --update-baseline writes the file. Beside this file it is found
# without this line.
# baseline: svclint-baseline.json

# The lowest severity that fails a run: error, warning, info, or never.
failOn: error

# Severities of your own: error, warning, info, or off. svclint rules lists the rules.
rules: {}
#   missing-readiness-probe: error

# The same for whole categories, except for rules named above.
# categories:
#   exposure: info

# Other severities for some files or objects. If several fit, the last one counts.
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
