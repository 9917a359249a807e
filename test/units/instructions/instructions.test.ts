import { describe, expect, it } from 'vitest';
import { sourceFile } from '../../../src/text/source-file.js';
import { isInstructionFile } from '../../../src/text/instruction-files.js';
import { readInstructions } from '../../../src/units/instructions/instructions.js';

const told = (path: string, text: string): ReturnType<typeof readInstructions> =>
  readInstructions([sourceFile(path, text)]);

describe('namespaces that commands say', () => {
  it.each<readonly [text: string, path: string, namespaces: readonly (string | null)[]]>([
    ['kubectl apply -n shop -f web.yaml', 'k8s/web.yaml', ['shop']],
    ['kubectl apply -n shop -f web.yaml', 'k8s/other.yaml', []],
    ['kubectl -n=shop create --filename=k8s/', 'k8s/web.yaml', ['shop']],
    ['kubectl apply --namespace shop -f k8s/*.yaml', 'repo/k8s/web.yaml', ['shop']],
    ['kubectl apply --namespace shop -f k8s/*.yaml', 'repo/k8s/deep/web.yaml', []],
    ['kubectl delete -n shop -f web.yaml', 'web.yaml', []],
    ['kubectl get pods -n shop', 'web.yaml', []],
    ['kubectl -n shop apply -f a.yaml \\\n  -f b.yaml', 'b.yaml', ['shop']],
    ['Use `kubectl apply -n shop -f a.yaml` first.', 'a.yaml', ['shop']],
    ['kubectl apply -n $(NS) -f a.yaml', 'a.yaml', [null]],
    ['NS := shop\nup:\n\tkubectl apply -n $(NS) -f a.yaml', 'a.yaml', ['shop']],
    ['env:\n  NS: shop\nsteps:\n  - run: kubectl apply -n ${{ env.NS }} -f a.yaml', 'a.yaml', ['shop']],
    ['kubectl apply -n $NS -f $FILE', 'a.yaml', []],
    ['kubectl apply -n shop -f $DIR/web.yaml', 'k8s/web.yaml', ['shop']],
    ['kubectl config set-context --current --namespace=shop\nkubectl apply -f a.yaml', 'a.yaml', ['shop']],
    ['oc project shop\noc apply -f a.yaml', 'a.yaml', ['shop']],
    ['kubens shop && kubectl apply -f .', 'k8s/a.yaml', ['shop']],
    ['kustomize build overlays/dev | kubectl apply -n shop -f -', 'overlays/dev/a.yaml', ['shop']],
    ['$(KUSTOMIZE) build overlays/dev | $(KUBECTL) apply -n shop -f -', 'overlays/dev/a.yaml', ['shop']],
    ['$KUBECTL apply -n shop -f a.yaml', 'a.yaml', ['shop']],
    ['helm upgrade --install web ./chart -n shop', 'chart/templates/web.yaml', ['shop']],
    ["local(['kubectl', 'apply', '-n', 'shop', '-f', 'a.yaml'])", 'a.yaml', ['shop']],
    ['# kubectl apply -n shop -f a.yaml', 'a.yaml', []],
  ])('%s: %s', (text, path, namespaces) => expect(told('README.md', text).namespacesFor(path)).toEqual(namespaces));

  it('takes a point for all that lies around the text', () => {
    const of = told('shop/README.md', 'kubectl apply -n shop -f .');
    expect([of.namespacesFor('shop/k8s/a.yaml'), of.namespacesFor('other/a.yaml')]).toEqual([['shop'], []]);
  });
});

describe('builds without restrictions', () => {
  it.each<readonly [path: string, text: string, folder: string, expected: boolean]>([
    ['Makefile', 'kustomize build --load-restrictor LoadRestrictionsNone k8s/dev', 'k8s/dev', true],
    ['Makefile', 'kustomize build --load-restrictor LoadRestrictionsNone k8s/dev', 'k8s/prod', false],
    ['Makefile', 'kustomize build k8s/dev --load_restrictor none', 'app/k8s/dev', true],
    ['Makefile', 'kubectl kustomize k8s/dev', 'k8s/dev', false],
    ['README.md', '`kubectl kustomize --load-restrictor LoadRestrictionsNone k8s/dev`', 'k8s/dev', true],
    ['README.md', '`kubectl kustomize --load-restrictor LoadRestrictionsNone k8s/dev`', 'k8s/prod', false],
    ['Makefile', 'FLAGS = --load-restrictor=LoadRestrictionsNone', 'k8s/dev', true],
    ['Tiltfile', "k8s_yaml(kustomize('dev', flags=['--load-restrictor', 'LoadRestrictionsNone']))", 'dev', true],
    ['a/hack/build.sh', 'FLAGS="--load-restrictor LoadRestrictionsNone"', 'a/k8s', true],
    ['a/hack/build.sh', 'FLAGS="--load-restrictor LoadRestrictionsNone"', 'b/k8s', false],
    ['.github/workflows/ci.yml', 'run: kustomize build --load-restrictor=LoadRestrictionsNone $D/dev', 'k8s/dev', true],
    [
      'up.sh',
      'kustomize build --load-restrictor LoadRestrictionsNone overlays/$1 | kubectl apply -f -',
      'overlays/x',
      true,
    ],
  ])('%s, %s: %s', (path, text, folder, expected) => expect(told(path, text).isUnrestricted(folder)).toBe(expected));
});

describe('kustomizations that commands edit', () => {
  const ADD = 'kustomize edit add resource ../certificates';

  it.each<readonly [path: string, text: string, folder: string, expected: boolean]>([
    ['Makefile', `\tcd config/default && $(KUSTOMIZE) edit add patch --path x.yaml`, 'config/default', true],
    ['Makefile', `\tcd config/default && ${ADD}`, 'config/manager', false],
    ['hack/up.sh', `pushd "$ROOT/config/default"\n  $KUSTOMIZE edit remove resource ../x`, 'config/default', true],
    ['hack/up.sh', `cd overlays/$STAGE\n${ADD}`, 'overlays/prod', true],
    ['hack/up.sh', `cd $DIR\n${ADD}`, 'overlays/prod', false],
    ['hack/up.sh', ADD, 'overlays/prod', false],
    ['Makefile', '\tcd config/manager && kustomize edit set image controller=$(IMG)', 'config/manager', false],
    ['Makefile', '\tcd config/manager && kustomize edit set namespace shop', 'config/manager', false],
    ['.github/workflows/a.yml', `working-directory: deploy/dev\nrun: ${ADD}`, 'deploy/dev', true],
  ])('%s, %s: %s', (path, text, folder, expected) => expect(told(path, text).isEdited(folder)).toBe(expected));

  it.each([
    ['cd k8s/dev && kustomize edit set namespace shop', ['shop']],
    ['cd k8s/dev && kustomize edit set namespace "$NAMESPACE"', [null]],
    ['cd k8s/prod && kustomize edit set namespace shop', []],
  ])('%s', (text, expected) => expect(told('Makefile', text).namespacesFor('k8s/dev')).toEqual(expected));
});

describe('labels that commands give', () => {
  it.each<readonly [text: string, given: string, expected: boolean]>([
    ['kubectl label pod -l app=web tier=front', 'tier=front', true],
    ['kubectl label pod -l app=web tier=front', 'app=web', false],
    ['kubectl label pods --all tier=front --overwrite', 'tier=front', true],
    ['kubectl run web --image=nginx', 'run=web', true],
    ['kubectl create deployment web --image=nginx', 'app=web', true],
    ['kubectl create deploy web --image=nginx', 'app=web', true],
    ['kubectl create namespace web', 'app=web', false],
    ['kubectl get pods -l tier=front', 'tier=front', false],
  ])('%s: %s, %s', (text, given, expected) => {
    const [key = '', value = ''] = given.split('=');
    expect(told('README.md', text).givesLabel(key, value)).toBe(expected);
  });
});

describe('what a build makes, or a person brings', () => {
  it.each<readonly [path: string, text: string, absent: string, expected: 'made' | 'awaited' | undefined]>([
    ['Makefile', 'config/crd/all.yaml:\n\tgen > $@', 'config/crd/all.yaml', 'made'],
    ['Makefile', 'gen output:crd:dir=config/crd/bases', 'config/crd/bases/a.yaml', 'made'],
    ['Makefile', 'gen output:crd:artifacts:config=config/crd/bases', 'config/crd/bases/a.yaml', 'made'],
    ['Makefile', 'cp -R config/crd/ config/small', 'config/small', 'made'],
    ['build.sh', 'helm template chart > app/web.yaml', 'app/web.yaml', 'made'],
    ['build.sh', 'kubectl apply -f app/web.yaml', 'app/web.yaml', 'awaited'],
    ['build.sh', 'helm template chart > app/web.yaml', 'app/other.yaml', undefined],
    ['base/tls/gen.sh', 'openssl genrsa -out ca.key 4096', 'base/tls/ca.key', 'made'],
    ['base/tls/gen.sh', 'openssl genrsa -out ca.key 4096', 'base/ca.key', undefined],
    ['base/gen.sh', 'kubectl get svc web -o yaml', 'base/yaml', undefined],
    ['tls/README.md', 'Put `tls.crt` here.', 'tls/tls.crt', 'awaited'],
    ['tls/README.md', 'Put `tls.crt` here.', 'other/tls.crt', undefined],
  ])('%s, %s: %s', (path, text, absent, expected) => expect(told(path, text).reasonFor(absent)).toBe(expected));

  it.each<readonly [text: string, name: string, expected: boolean]>([
    ['kubectl expose deployment web --port=80', 'web', true],
    ['kubectl expose deploy/web --port 80', 'web', true],
    ['kubectl expose deployment web --port=80 --name=shop', 'shop', true],
    ['kubectl expose deployment web --port=80 --name shop', 'web', false],
    ['kubectl create service clusterip web --tcp=80', 'web', true],
    ['kubectl create deployment web', 'web', false],
  ])('%s: %s', (text, name, expected) => expect(told('README.md', text).makesService(name)).toBe(expected));
});

describe('isInstructionFile', () => {
  it.each<readonly [path: string, expected: boolean]>([
    ['Makefile', true],
    ['configure', true],
    ['hack/deploy', true],
    ['deploy/web', false],
    ['deploy/build.mk', true],
    ['README.md', true],
    ['Taskfile.yml', true],
    ['.github/workflows/ci.yaml', true],
    ['workflows/ci.yaml', false],
    ['k8s/web.yaml', false],
    ['main.go', false],
  ])('%s', (path, expected) => expect(isInstructionFile(path)).toBe(expected));
});

it('matches a step with many stars without trying again', () => {
  const script = sourceFile('Makefile', `\tkubectl apply -n shop -f ${'*a'.repeat(40)}b\n`);
  expect(readInstructions([script]).namespacesFor('a'.repeat(200))).toEqual([]);
});

describe('what releases are called', () => {
  const shop = { folder: 'charts/shop', name: 'shop' };

  it.each<readonly [path: string, text: string, names: readonly string[]]>([
    ['README.md', 'helm install web ./charts/shop', ['web']],
    ['README.md', '```\nhelm upgrade -i web repo/shop -n prod --wait\n```', ['web']],
    ['README.md', 'helm install repo/shop --name web', ['web']],
    ['README.md', 'helm upgrade --install --namespace prod -f prod.yaml web charts/shop', ['web']],
    ['charts/shop/README.md', 'helm install web .', ['web']],
    ['README.md', 'helm install web repo/blog', []],
    ['README.md', 'helm install $NAME charts/shop', []],
    ['README.md', 'helm uninstall web', []],
    ['helmfile.yaml', 'releases:\n  - name: web\n    namespace: prod\n    chart: ./charts/shop\n', ['web']],
    ['helmfile.yaml', 'releases:\n  - name: web\n  - namespace: prod\n    chart: ./charts/shop\n', []],
  ])('%s: %j', (path, text, names) => {
    expect(isInstructionFile(path)).toBe(true);
    expect(told(path, text).releasesOf(shop)).toEqual(names);
  });
});

describe('texts outside of a folder that have it applied', () => {
  it.each<readonly [path: string, text: string, folder: string, applied: boolean]>([
    ['Makefile', 'kubectl apply -f archive/web.yaml', 'archive', true],
    ['archive/Makefile', 'kubectl apply -f archive/web.yaml', 'archive', false],
    ['Tiltfile', "k8s_yaml(['archive/web.yaml', 'archive/db.yaml'])", 'archive', true],
    ['Tiltfile', "k8s_yaml([\n  'archive/web.yaml',\n])", 'archive', true],
    ['Tiltfile', "docker_build('archive', '.')", 'archive', false],
    ['skaffold.yaml', 'manifests:\n  rawYaml:\n    - archive/*.yaml\n', 'archive', true],
    ['notes.yaml', 'manifests:\n  rawYaml:\n    - archive/*.yaml\n', 'archive', false],
  ])('%s: %s', (path, text, folder, applied) => {
    expect(told(path, text).appliesFromOutside(folder)).toBe(applied);
  });
});
