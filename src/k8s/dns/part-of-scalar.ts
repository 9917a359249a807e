export { partsOf, type PartOf } from '../../tree/part-of-scalar.js';
