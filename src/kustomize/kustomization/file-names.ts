/** What kustomize takes for the kustomization of a folder. */
export const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export const pathIn = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
