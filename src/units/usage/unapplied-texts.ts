import { firstAnswer } from '../../data/group.js';
import type { ParsedFile } from '../../yaml/document.js';
import type { SetAside } from '../files/set-aside.js';
import type { DeployedFolders } from '../deployments/deployed.js';
import type { Instructions } from '../instructions/instructions.js';
import { chartFiles } from './chart-files.js';
import { collections } from './collections.js';
import { copies } from './copies.js';
import { meantToFail } from './meant-to-fail.js';
import { openForTests } from './open-for-tests.js';
import { leftOut } from './left-out.js';
import { podTemplates } from './pod-templates.js';
import { putAway } from './put-away.js';
import { type Reach, reachOf } from './reach.js';
import { saidInHead } from './said-in-head.js';
import type { UnappliedTexts } from './unapplied.js';

/** What tells who applies the files of a tree. */
export interface Usage {
  readonly files: readonly ParsedFile[];
  /** Files whose objects nobody applies, and why. */
  readonly aside: ReadonlyMap<string, SetAside>;
  readonly deployed: DeployedFolders;
  readonly told: Instructions;
}

/**
 * The texts of a tree that nobody applies as they stand. Each sign is one reason, and the first that holds is told:
 * what the whole file is, what it says of itself, who takes it for a part of something else, what its name says, and
 * who leaves it out.
 */
export function unappliedTexts({ files, aside, deployed, told }: Usage): UnappliedTexts {
  const reach = reachOf(files, deployed, told);
  const signs: readonly UnappliedTexts[] = [
    asideWith(aside, reach),
    saidInHead(files),
    podTemplates(files, told),
    collections(files, reach),
    openForTests(files),
    meantToFail(reach),
    putAway(files, reach),
    copies(files, reach),
    chartFiles(files, reach),
    leftOut(files, reach),
  ];
  return (path) => firstAnswer(signs, (sign) => sign(path));
}

function asideWith(aside: Usage['aside'], { firstIn }: Reach): UnappliedTexts {
  return (path) => {
    const found = aside.get(path);
    if (found === undefined) return undefined;
    const { why, folder = path } = found;
    return { path: folder, first: firstIn(folder), why, sign: undefined };
  };
}
